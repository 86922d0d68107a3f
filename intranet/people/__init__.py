"""Citizens and business owners, their identity numbers kept encrypted, and their consents."""
