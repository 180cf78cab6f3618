"""Search in the pages of a case: any script, other spellings, passages with exact offsets."""
