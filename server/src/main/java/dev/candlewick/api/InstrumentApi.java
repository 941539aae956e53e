package dev.candlewick.api;

import dev.candlewick.store.InstrumentStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The instruments of this installation.
@Path("/api/v1/instruments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Instruments")
public final class InstrumentApi {
  private final InstrumentStore instruments;

  /// An instrument.
  ///
  /// @param coingeckoId null until a venue knows it
  public record View(
      long id, @Nullable String coingeckoId, String ticker, String name, boolean isActive) {}

  public InstrumentApi(InstrumentStore instruments) {
    this.instruments = instruments;
  }

  @GET
  @Operation(summary = "List the instruments by ticker")
  public List<View> list() {
    return instruments.list().stream()
        .map(row -> new View(row.id(), row.coinGeckoId(), row.ticker(), row.name(), row.active()))
        .toList();
  }
}
