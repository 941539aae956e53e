package dev.candlewick.plot;

/// A finished picture, ready to be sent. Two are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Picture(byte[] bytes, String mediaType) {}
