//! Oblasts of Ukraine and of Russia along the border.
//!
//! Origin: codes from ISO 3166-2; names chosen by hand. See `data/README.md`.

use super::*;

#[rustfmt::skip]
pub static ROWS: &[Row] = &[
    row("iso:UA-14", "oblast", "UA", "Donetsk", NOWHERE, 0, "Donetsk Oblast")
        .also(&[preferred("Donetsk region"), preferred("Donetsk Province"), uk("Донецька область"), ru("Донецкая область"), roman("Donetska Oblast")]),
    row("iso:UA-09", "oblast", "UA", "Luhansk", NOWHERE, 0, "Luhansk Oblast")
        .also(&[preferred("Luhansk region"), preferred("Luhansk Province"), uk("Луганська область"), ru("Луганская область"), roman("Luhanska Oblast"), ru("Lugansk region"), ru("Lugansk Oblast")]),
    row("iso:UA-63", "oblast", "UA", "Kharkiv", NOWHERE, 0, "Kharkiv Oblast")
        .also(&[preferred("Kharkiv region"), preferred("Kharkiv Province"), uk("Харківська область"), ru("Харьковская область"), roman("Kharkivska Oblast"), ru("Kharkov region"), ru("Kharkov Oblast")]),
    row("iso:UA-23", "oblast", "UA", "Zaporizhzhia", NOWHERE, 0, "Zaporizhzhia Oblast")
        .also(&[preferred("Zaporizhzhia region"), preferred("Zaporizhzhia Province"), uk("Запорізька область"), ru("Запорожская область"), roman("Zaporizka Oblast"), ru("Zaporozhye region"), ru("Zaporozhye Oblast")]),
    row("iso:UA-65", "oblast", "UA", "Kherson", NOWHERE, 0, "Kherson Oblast")
        .also(&[preferred("Kherson region"), preferred("Kherson Province"), uk("Херсонська область"), ru("Херсонская область"), roman("Khersonska Oblast")]),
    row("iso:UA-12", "oblast", "UA", "Dnipropetrovsk", NOWHERE, 0, "Dnipropetrovsk Oblast")
        .also(&[preferred("Dnipropetrovsk region"), preferred("Dnipropetrovsk Province"), uk("Дніпропетровська область"), ru("Днепропетровская область"), roman("Dnipropetrovska Oblast")]),
    row("iso:UA-53", "oblast", "UA", "Poltava", NOWHERE, 0, "Poltava Oblast")
        .also(&[preferred("Poltava region"), preferred("Poltava Province"), uk("Полтавська область"), ru("Полтавская область"), roman("Poltavska Oblast")]),
    row("iso:UA-59", "oblast", "UA", "Sumy", NOWHERE, 0, "Sumy Oblast")
        .also(&[preferred("Sumy region"), preferred("Sumy Province"), uk("Сумська область"), ru("Сумская область"), roman("Sumska Oblast")]),
    row("iso:UA-74", "oblast", "UA", "Chernihiv", NOWHERE, 0, "Chernihiv Oblast")
        .also(&[preferred("Chernihiv region"), preferred("Chernihiv Province"), uk("Чернігівська область"), ru("Черниговская область"), roman("Chernihivska Oblast"), ru("Chernigov region"), ru("Chernigov Oblast")]),
    row("iso:UA-32", "oblast", "UA", "Kyiv", NOWHERE, 0, "Kyiv Oblast")
        .also(&[preferred("Kyiv region"), preferred("Kyiv Province"), uk("Київська область"), ru("Киевская область"), roman("Kyivska Oblast"), ru("Kiev region"), ru("Kiev Oblast")]),
    row("iso:UA-48", "oblast", "UA", "Mykolaiv", NOWHERE, 0, "Mykolaiv Oblast")
        .also(&[preferred("Mykolaiv region"), preferred("Mykolaiv Province"), uk("Миколаївська область"), ru("Николаевская область"), roman("Mykolaivska Oblast"), ru("Nikolayev region"), ru("Nikolayev Oblast")]),
    row("iso:UA-51", "oblast", "UA", "Odesa", NOWHERE, 0, "Odesa Oblast")
        .also(&[preferred("Odesa region"), preferred("Odesa Province"), uk("Одеська область"), ru("Одесская область"), roman("Odeska Oblast"), ru("Odessa region"), ru("Odessa Oblast")]),
    row("iso:UA-46", "oblast", "UA", "Lviv", NOWHERE, 0, "Lviv Oblast")
        .also(&[preferred("Lviv region"), preferred("Lviv Province"), uk("Львівська область"), ru("Львовская область"), roman("Lvivska Oblast"), ru("Lvov region"), ru("Lvov Oblast")]),
    row("iso:RU-BEL", "oblast", "RU", "Belgorod", NOWHERE, 0, "Belgorod Oblast")
        .also(&[preferred("Belgorod region"), ru("Белгородская область")]),
    row("iso:RU-KRS", "oblast", "RU", "Kursk", NOWHERE, 0, "Kursk Oblast")
        .also(&[preferred("Kursk region"), ru("Курская область")]),
    row("iso:RU-BRY", "oblast", "RU", "Bryansk", NOWHERE, 0, "Bryansk Oblast")
        .also(&[preferred("Bryansk region"), ru("Брянская область")]),
    row("iso:RU-ROS", "oblast", "RU", "Rostov", NOWHERE, 0, "Rostov Oblast")
        .also(&[preferred("Rostov region"), ru("Ростовская область")]),
    row("iso:RU-VOR", "oblast", "RU", "Voronezh", NOWHERE, 0, "Voronezh Oblast")
        .also(&[preferred("Voronezh region"), ru("Воронежская область")]),
];
