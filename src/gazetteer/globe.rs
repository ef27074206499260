//! Distances over the ground. Pure geometry; nothing here knows of names.

/// A place on a globe of radius one, from its middle.
pub type Point = [f64; 3];

/// The point at a latitude and a longitude, in degrees.
pub fn point((lat, lon): (f64, f64)) -> Point {
    let ((y, x), (z, across)) = (lon.to_radians().sin_cos(), lat.to_radians().sin_cos());
    [across * x, across * y, z]
}

/// The product of two points: the nearer they are, the larger, up to one.
pub fn product(a: Point, b: Point) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// How far apart two points of this product are over the ground, in kilometres.
pub fn apart(product: f64) -> f64 {
    2.0 * RADIUS * (0.5 - product.min(1.0) / 2.0).sqrt().asin()
}

/// Of the Earth, in kilometres.
const RADIUS: f64 = 6371.0;

/// Distance over the ground by the haversine formula, in kilometres.
pub fn kilometres((lat1, lon1): (f64, f64), (lat2, lon2): (f64, f64)) -> f64 {
    let (a, b) = (lat1.to_radians(), lat2.to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(b - a) + a.cos() * b.cos() * half((lon2 - lon1).to_radians());
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}
