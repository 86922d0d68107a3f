"""Indonesia's provinces, regencies and cities, subdistricts and villages by Kemendagri code."""
