package dev.candlewick.settings;

import java.net.InetAddress;
import java.util.Optional;

/// A block of IP addresses: `10.0.0.0/8`, or one address. Only the leading `prefixBits` bits of
/// `network` are compared.
public record AddressRange(InetAddress network, int prefixBits) {
  public AddressRange {
    int bits = network.getAddress().length * Byte.SIZE;
    if (prefixBits < 0 || prefixBits > bits) {
      throw new IllegalArgumentException("a prefix is 0 to " + bits + " bits, not " + prefixBits);
    }
  }

  /// Parses an address or a block in CIDR notation; never looks up a name.
  public static Optional<AddressRange> parse(String text) {
    try {
      int slash = text.indexOf('/');
      if (slash < 0) return Optional.of(one(InetAddress.ofLiteral(text)));
      InetAddress network = InetAddress.ofLiteral(text.substring(0, slash));
      return Optional.of(new AddressRange(network, Integer.parseInt(text.substring(slash + 1))));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static AddressRange one(InetAddress address) {
    return new AddressRange(address, address.getAddress().length * Byte.SIZE);
  }

  public boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) return false;
    for (int bit = 0; bit < prefixBits; bit++) {
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & (0x80 >> bit % Byte.SIZE)) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixBits;
  }
}
