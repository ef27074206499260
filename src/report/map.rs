//! Where the article's places lie: a small map worked out as plain numbers, for [`figures`](super::figures) to draw.
//!
//! Points and a graticule, in an equirectangular projection true to scale in the middle of the frame. There are no borders and no coasts:
//! the map says where places lie to each other, and takes no side on whose they are. Labels are put where no other label and no point
//! stands; one that fits nowhere is left to the table beside the map.

use super::data::Place;
use unicode_width::UnicodeWidthStr;

/// Width of the map in pixels.
pub const WIDTH: f64 = 720.0;
/// Height of the map in pixels.
pub const HEIGHT: f64 = 400.0;
/// Pixels at the edges in which no point lies.
const MARGIN: f64 = 56.0;
/// Half the side of the square a point takes.
pub const POINT: f64 = 4.5;
/// A map of one village shows at least so many degrees of latitude around it.
const LEAST_SPAN: f64 = 0.15;
/// More points than this are a cloud: those named least are left to the table.
const MOST_POINTS: usize = 60;
/// Kilometres in a degree of latitude, on the mean sphere.
const KM_A_DEGREE: f64 = 111.2;

/// A map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Its points, those named most first.
    pub points: Vec<MapPoint>,
    /// Parallels, by pixels from the top.
    pub parallels: Vec<GridLine>,
    /// Meridians, by pixels from the left.
    pub meridians: Vec<GridLine>,
    /// The bar of the scale: its length in pixels and in kilometres.
    pub scale: (f64, f64),
    /// Indexes of places that are not drawn: countries, and what lies far off all others.
    pub left_out: Vec<usize>,
}

/// A line of the graticule: where it lies, in pixels, and what it is called.
pub type GridLine = (f64, String);

/// A point of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPoint {
    /// Index of the place.
    pub place: usize,
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
    /// Its label, where there is room for one.
    pub label: Option<Label>,
}

/// A label beside its point.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its words.
    pub text: String,
    /// The room it takes.
    pub room: Room,
    /// Whether it stands so far off that a line must lead to it.
    pub led: bool,
}

/// A rectangle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the four edges")]
pub struct Room {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Room {
    /// Whether two rectangles share any room.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn around(x: f64, y: f64) -> Self {
        Self { left: x - POINT, top: y - POINT, right: x + POINT, bottom: y + POINT }
    }
}

/// The map of `places`; `None` if none of them has a place on it.
#[must_use]
pub fn map(places: &[Place]) -> Option<Map> {
    let at = |index: usize| places[index].lat.zip(places[index].lon);
    let drawn = drawn(places);
    let frame = Frame::around(&drawn.iter().filter_map(|&index| at(index)).collect::<Vec<_>>())?;
    let mut points: Vec<MapPoint> = Vec::new();
    for &place in &drawn {
        if let Some((lat, lon)) = at(place) {
            points.push(MapPoint { place, x: frame.x(lon), y: frame.y(lat), label: None });
        }
    }
    label(&mut points, places);
    let left_out = (0..places.len()).filter(|index| !drawn.contains(index)).collect();
    let (parallels, meridians) = frame.graticule();
    Some(Map { points, parallels, meridians, scale: frame.scale(), left_out })
}

/// Which places are drawn, those named most first.
fn drawn(places: &[Place]) -> Vec<usize> {
    let placed = |&index: &usize| places[index].lat.is_some() && places[index].lon.is_some();
    let wide = |what: &str| matches!(what, "country" | "continent" | "ocean" | "sea" | "territory");
    let mut drawn: Vec<usize> = (0..places.len()).filter(placed).filter(|&i| !wide(&places[i].what)).collect();
    if drawn.is_empty() {
        drawn = (0..places.len()).filter(placed).collect();
    }
    drawn.sort_by_key(|&index| std::cmp::Reverse(places[index].sentences.len()));
    drawn.truncate(MOST_POINTS);
    near_each_other(places, drawn)
}

/// `drawn` without what lies so far off that all others would fall on one point.
fn near_each_other(places: &[Place], mut drawn: Vec<usize>) -> Vec<usize> {
    const FAR: f64 = 8.0;
    const FEWEST: usize = 4;
    if drawn.len() < FEWEST {
        return drawn;
    }
    let lat = |index: usize| places[index].lat.unwrap_or_default();
    let lon = |index: usize| places[index].lon.unwrap_or_default();
    let (middle_lat, middle_lon) = (median(drawn.iter().map(|&i| lat(i))), median(drawn.iter().map(|&i| lon(i))));
    let away = |index: usize| {
        let east = eastward(middle_lon, lon(index)) * middle_lat.to_radians().cos();
        (lat(index) - middle_lat).hypot(east)
    };
    let usual = median(drawn.iter().map(|&i| away(i))).max(LEAST_SPAN);
    drawn.retain(|&index| away(index) <= FAR * usual);
    drawn
}

/// Degrees from one meridian to another the shorter way, positive to the east.
fn eastward(from: f64, to: f64) -> f64 {
    (to - from + 540.0).rem_euclid(360.0) - 180.0
}

/// The one in the middle; not called with none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// What part of the earth the map shows.
struct Frame {
    middle: (f64, f64),
    /// How many pixels a degree of latitude takes.
    scale: f64,
    /// How many degrees of latitude a degree of longitude is as long as, in the middle.
    shrink: f64,
}

impl Frame {
    fn around(points: &[(f64, f64)]) -> Option<Self> {
        let mut meridians: Vec<f64> = points.iter().map(|&(_, lon)| lon).collect();
        meridians.sort_by(f64::total_cmp);
        let (&first, &last) = meridians.first().zip(meridians.last())?;
        // The map leaves out the widest stretch without a point, be it across 180 degrees or not.
        let (mut west, mut empty) = (first, first + 360.0 - last);
        for pair in meridians.windows(2) {
            if pair[1] - pair[0] > empty {
                (west, empty) = (pair[1], pair[1] - pair[0]);
            }
        }
        let east = west + 360.0 - empty;
        let (south, north) = points.iter().fold((90.0_f64, -90.0_f64), |(s, n), &(lat, _)| (s.min(lat), n.max(lat)));
        let middle = (f64::midpoint(south, north), f64::midpoint(west, east));
        // At a pole all meridians meet; there a map of this kind ends.
        let shrink = middle.0.to_radians().cos().max(0.05);
        let tall = (north - south).max(LEAST_SPAN);
        let wide = ((east - west) * shrink).max(LEAST_SPAN);
        let scale = ((HEIGHT - 2.0 * MARGIN) / tall).min((WIDTH - 2.0 * MARGIN) / wide);
        Some(Self { middle, scale, shrink })
    }

    fn x(&self, lon: f64) -> f64 {
        WIDTH / 2.0 + eastward(self.middle.1, lon) * self.shrink * self.scale
    }

    fn y(&self, lat: f64) -> f64 {
        HEIGHT / 2.0 - (lat - self.middle.0) * self.scale
    }

    /// Lines at round degrees, some three to six of them each way, with their names.
    fn graticule(&self) -> (Vec<GridLine>, Vec<GridLine>) {
        const STEPS: [f64; 12] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0, 90.0];
        let tall = HEIGHT / self.scale;
        let wide = WIDTH / self.scale / self.shrink;
        let step = |span: f64, most: f64| STEPS.into_iter().find(|step| span / step <= most).unwrap_or(90.0);
        let degrees = |middle: f64, span: f64, step: f64| {
            let first = ((middle - span / 2.0) / step).ceil() as i32;
            let last = ((middle + span / 2.0) / step).floor() as i32;
            (first..=last).map(move |n| f64::from(n) * step)
        };
        let (north, east) = (step(tall, 5.0), step(wide, 7.0));
        let parallels = degrees(self.middle.0, tall, north).filter(|lat| lat.abs() <= 90.0 + 1e-9);
        let meridians = degrees(self.middle.1, wide.min(360.0), east);
        (
            parallels.map(|lat| (self.y(lat), named(lat, north, ('N', 'S')))).collect(),
            meridians.map(|lon| (self.x(lon), named(eastward(0.0, lon), east, ('E', 'W')))).collect(),
        )
    }

    /// The longest round distance that takes no more than a fifth of the map's width.
    fn scale(&self) -> (f64, f64) {
        let pixels = |km: f64| km / KM_A_DEGREE * self.scale;
        let round = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];
        let km = round.into_iter().rev().find(|&km| pixels(km) <= WIDTH / 5.0).unwrap_or(1.0);
        (pixels(km), km)
    }
}

/// "54.2° N"
fn named(degrees: f64, step: f64, (positive, negative): (char, char)) -> String {
    let digits = if step < 0.1 { 2 } else { usize::from(step < 1.0) };
    // Zero has no side, and the meridian across from it neither.
    let sign = if degrees.abs() < step / 2.0 || degrees.abs() > 180.0 - step / 2.0 {
        String::new()
    } else {
        format!(" {}", if degrees < 0.0 { negative } else { positive })
    };
    format!("{:.digits$}°{sign}", degrees.abs())
}

/// Height of a label in pixels.
pub const LINE: f64 = 16.0;
/// How wide a column of a label is taken to be, in pixels: wider than most letters of the sheet's face at its size.
const COLUMN: f64 = 7.4;
/// Columns of the longest label.
const LONGEST: usize = 26;

/// Gives labels their places, those of the points named most first.
fn label(points: &mut [MapPoint], places: &[Place]) {
    let dots: Vec<Room> = points.iter().map(|point| Room::around(point.x, point.y)).collect();
    let mut taken: Vec<Room> = Vec::new();
    for (own, point) in points.iter_mut().enumerate() {
        let text = crate::features::shortened(&places[point.place].name, LONGEST);
        let width = (text.width() as f64 * COLUMN).max(COLUMN);
        let free = |room: &Room| {
            room.left >= 2.0
                && room.top >= 2.0
                && room.right <= WIDTH - 2.0
                && room.bottom <= HEIGHT - 24.0
                && !taken.iter().any(|other| room.meets(other))
                && !dots.iter().enumerate().any(|(i, dot)| i != own && room.meets(dot))
        };
        let found = around(point.x, point.y, width).find(|(room, _)| free(room));
        if let Some((room, led)) = found {
            taken.push(room);
            point.label = Some(Label { text, room, led });
        }
    }
}

/// Where a label of that width may stand, best first, and whether a line must lead there.
fn around(x: f64, y: f64, width: f64) -> impl Iterator<Item = (Room, bool)> {
    // To the right, the left, above, below, and the corners; near first, then further off.
    const SIDES: [(f64, f64); 8] =
        [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0)];
    [8.0, 20.0, 36.0].into_iter().flat_map(move |gap| {
        SIDES.into_iter().map(move |(east, south)| {
            let middle_x = x + east * (gap + width / 2.0);
            let middle_y = y + south * (gap + LINE / 2.0);
            let room = Room {
                left: middle_x - width / 2.0,
                top: middle_y - LINE / 2.0,
                right: middle_x + width / 2.0,
                bottom: middle_y + LINE / 2.0,
            };
            (room, gap > 10.0)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(name: &str, what: &str, lat: f64, lon: f64) -> Place {
        Place {
            name: name.into(),
            id: String::new(),
            what: what.into(),
            within: String::new(),
            lat: Some(lat),
            lon: Some(lon),
            approximate: false,
            written: Vec::new(),
            unsure: false,
            sentences: vec![1],
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let map = map(&[place("Lake", "village", 54.0, -2.5), place("Hill", "village", 54.5, -2.0)]).unwrap();
        let (lake, hill) = (&map.points[0], &map.points[1]);
        assert!(hill.y < lake.y && hill.x > lake.x, "{map:?}");
        assert!(map.parallels.len() >= 2 && map.meridians.len() >= 2, "{map:?}");
        assert!(map.parallels.iter().any(|(_, name)| name == "54.2° N"), "{:?}", map.parallels);
        assert!(map.meridians.iter().all(|(_, name)| name.ends_with('W')), "{:?}", map.meridians);
    }

    #[test]
    fn a_country_and_a_far_city_do_not_shrink_the_valley() {
        let mut places = vec![place("Land", "country", 50.0, 10.0), place("Far", "city", -33.0, 151.0)];
        places.extend((0..5).map(|i| place("Near", "village", 54.0 + f64::from(i) / 10.0, -2.0)));
        let map = map(&places).unwrap();
        assert_eq!(map.left_out, [0, 1]);
        assert!(map.scale.1 <= 20.0, "{:?}", map.scale);
    }

    #[test]
    fn a_map_across_180_degrees_is_of_that_side_of_the_earth() {
        let isles = [(-17.0, 179.5), (-17.5, -179.5), (-16.5, 178.5), (-18.0, -178.0)];
        let places: Vec<Place> = isles.iter().map(|&(lat, lon)| place("Isle", "island", lat, lon)).collect();
        let map = map(&places).unwrap();
        let from_the_left: Vec<usize> = [2, 0, 1, 3].into();
        let mut points: Vec<&MapPoint> = map.points.iter().collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        assert_eq!(points.iter().map(|point| point.place).collect::<Vec<_>>(), from_the_left);
        let names: Vec<&str> = map.meridians.iter().map(|(_, name)| &**name).collect();
        assert_eq!(names, ["179° E", "180°", "179° W", "178° W"]);
        assert!(map.meridians.is_sorted_by(|a, b| a.0 < b.0) && map.scale.1 <= 100.0, "{map:?}");
    }

    #[test]
    fn without_a_place_there_is_no_map() {
        assert_eq!(map(&[]), None);
        assert_eq!(map(&[Place { lat: None, ..place("x", "village", 0.0, 0.0) }]), None);
    }

    proptest! {
        #[test]
        fn labels_meet_nothing(
            places in prop::collection::vec(("\\PC{0,40}", -90.0..=90.0, -180.0..=180.0), 1..90),
            close in any::<bool>(),
        ) {
            let near = |degrees: f64| if close { degrees / 100.0 } else { degrees };
            let places: Vec<Place> =
                places.iter().map(|(name, lat, lon)| place(name, "village", near(*lat), near(*lon))).collect();
            let map = map(&places).unwrap();
            let labels: Vec<&Label> = map.points.iter().filter_map(|point| point.label.as_ref()).collect();
            for (i, one) in labels.iter().enumerate() {
                prop_assert!(labels[..i].iter().all(|other| !one.room.meets(&other.room)));
                prop_assert!(one.room.left >= 0.0 && one.room.right <= WIDTH && one.room.top >= 0.0);
            }
            for point in &map.points {
                prop_assert!((0.0..=WIDTH).contains(&point.x) && (0.0..=HEIGHT).contains(&point.y), "{point:?}");
                let others = map.points.iter().filter(|other| other.place != point.place);
                for label in others.filter_map(|other| other.label.as_ref()) {
                    prop_assert!(!label.room.meets(&Room::around(point.x, point.y)));
                }
            }
            prop_assert!(map.parallels.len() < 20 && map.meridians.len() < 20);
        }
    }
}
