package dev.candlewick.plot;

/// A rendered picture. Two are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Picture(byte[] bytes, String mediaType) {}
