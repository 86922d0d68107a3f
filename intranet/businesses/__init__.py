"""The register of micro, small and medium businesses."""
