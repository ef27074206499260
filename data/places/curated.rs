//! Names no data set has: regions of the news, disputed and self-proclaimed entities, seats of power, seas, and one event.
//!
//! Origin: written by hand from public record; resolutions are of the United Nations General Assembly. See `data/README.md`.

use super::*;

#[rustfmt::skip]
pub static ROWS: &[Row] = &[
    row("sayso:donbas", "region", "UA", "", at(48.30, 38.00), 0, "Donbas")
        .also(&[preferred("Donets Basin"), ru("Donbass"), uk("Донбас"), ru("Донбасс")])
        .note("The Donetsk and Luhansk oblasts of Ukraine taken together."),
    row("iso:UA-43", "peninsula", "UA", "Crimea", at(45.30, 34.40), 0, "Crimea")
        .also(&[preferred("Crimean Peninsula"), uk("Крим"), ru("Крым"), people("Crimean"), people("Crimeans")])
        .note("Annexed by Russia in 2014; part of Ukraine by resolution 68/262."),
    row("sayso:dpr", "self-proclaimed entity", "UA", "Donetsk", at(48.02, 37.80), 0, "Donetsk People's Republic")
        .also(&[preferred("DPR"), ru("DNR"), ru("ДНР"), ru("Донецкая Народная Республика"), uk("Донецька Народна Республіка")])
        .note("Self-proclaimed in 2014 on the territory of Ukraine, declared annexed by Russia in 2022; part of Ukraine by resolution ES-11/4."),
    row("sayso:lpr", "self-proclaimed entity", "UA", "Luhansk", at(48.57, 39.33), 0, "Luhansk People's Republic")
        .also(&[preferred("LPR"), ru("Lugansk People's Republic"), ru("LNR"), ru("ЛНР"), ru("Луганская Народная Республика"), uk("Луганська Народна Республіка")])
        .note("Self-proclaimed in 2014 on the territory of Ukraine, declared annexed by Russia in 2022; part of Ukraine by resolution ES-11/4."),
    row("sayso:kremlin", "building", "RU", "Moscow", at(55.75, 37.62), 0, "Kremlin")
        .also(&[ru("Кремль")])
        .note("In Moscow; the word also stands for Russia's presidency."),
    row("sayso:maidan", "event", "UA", "Kyiv", NOWHERE, 0, "Maidan")
        .also(&[preferred("Euromaidan"), uk("Майдан"), uk("Євромайдан")])
        .note("The protests of 2013-14 in Kyiv, named after Independence Square."),
    row("sayso:maidan-nezalezhnosti", "square", "UA", "Kyiv", at(50.45, 30.52), 0, "Maidan Nezalezhnosti")
        .also(&[uk("Майдан Незалежності")])
        .note("Independence Square in Kyiv."),
    row("sayso:novorossiya", "historical region", "", "", NOWHERE, 0, "Novorossiya")
        .also(&[roman("Novorossiia"), ru("Новороссия")])
        .note("A region of the Russian Empire north of the Black Sea; the name was taken up again by separatists in 2014."),
    row("sayso:transnistria", "self-proclaimed entity", "MD", "", at(46.84, 29.63), 0, "Transnistria")
        .also(&[exonym("Transdniestria"), exonym("Trans-Dniester"), ru("Приднестровье")])
        .note("Self-proclaimed in 1990; by international recognition part of Moldova."),
    row("sayso:abkhazia", "disputed territory", "GE", "", at(43.00, 41.02), 0, "Abkhazia")
        .also(&[ru("Абхазия"), people("Abkhaz"), people("Abkhazian")])
        .note("Recognised as a state by Russia and a few others; by most states part of Georgia."),
    row("sayso:south-ossetia", "disputed territory", "GE", "", at(42.23, 43.97), 0, "South Ossetia")
        .also(&[ru("Южная Осетия"), people("South Ossetian")])
        .note("Recognised as a state by Russia and a few others; by most states part of Georgia."),
    row("sayso:nagorno-karabakh", "region", "AZ", "", at(39.82, 46.75), 0, "Nagorno-Karabakh")
        .also(&[native("hy", "Artsakh"), ru("Нагорный Карабах")])
        .note("By international recognition part of Azerbaijan."),
    row("sayso:kosovo", "disputed territory", "XK", "", at(42.60, 20.90), 1_760_000, "Kosovo")
        .also(&[people("Kosovar"), people("Kosovars")])
        .note("Declared independence in 2008; recognised by about half of the members of the United Nations, not by Serbia."),
    row("sayso:west-bank", "territory", "PS", "", at(31.95, 35.30), 0, "West Bank"),
    row("sayso:gaza-strip", "territory", "PS", "", at(31.42, 34.36), 0, "Gaza Strip"),
    row("iso:US-GA", "state", "US", "Georgia", at(32.70, -83.20), 10_710_000, "Georgia")
        .also(&[people("Georgian"), people("Georgians")]),
    row("sayso:white-house", "building", "US", "", at(38.90, -77.04), 0, "White House")
        .note("In Washington; the words also stand for the presidency of the United States."),
    row("sayso:pentagon", "building", "US", "", at(38.87, -77.06), 0, "Pentagon")
        .note("In Arlington, Virginia; the word also stands for the United States Department of Defense."),
    row("sayso:zaporizhzhia-plant", "power station", "UA", "Zaporizhzhia", at(47.51, 34.59), 0, "Zaporizhzhia Nuclear Power Plant")
        .also(&[preferred("Zaporizhzhia nuclear plant"), preferred("ZNPP"), ru("Zaporozhye Nuclear Power Plant")]),
    row("sayso:crimean-bridge", "bridge", "", "", at(45.31, 36.51), 0, "Crimean Bridge")
        .also(&[preferred("Kerch Bridge"), ru("Крымский мост"), uk("Кримський міст")]),
    row("sayso:snake-island", "island", "UA", "Odesa", at(45.26, 30.20), 0, "Snake Island")
        .also(&[uk("Зміїний"), roman("Zmiinyi Island")]),
    row("sayso:dnipro-river", "river", "", "", NOWHERE, 0, "Dnipro River")
        .also(&[exonym("Dnieper"), exonym("Dnieper River"), ru("Dnepr")]),
    row("sayso:black-sea", "sea", "", "", at(43.40, 34.00), 0, "Black Sea")
        .also(&[uk("Чорне море"), ru("Чёрное море")]),
    row("sayso:sea-of-azov", "sea", "", "", at(46.10, 36.50), 0, "Sea of Azov")
        .also(&[preferred("Azov Sea"), uk("Азовське море"), ru("Азовское море")]),
    row("sayso:soviet-union", "former country", "", "", NOWHERE, 0, "Soviet Union")
        .also(&[preferred("USSR"), ru("СССР")]),
];
