package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every resource is in the list that `Allow` and `OPTIONS` are made of.
class ResourcesTest {
  @Test
  void everyResourceIsListed() {
    Set<String> resources =
        new ClassFileImporter()
            .importPackagesOf(AllowedMethods.class).stream()
                .filter(one -> one.isAnnotatedWith(Path.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    Set<String> listed =
        AllowedMethods.RESOURCES.stream().map(Class::getName).collect(Collectors.toSet());
    assertThat(listed).isEqualTo(resources);
  }

  @Test
  void aPathHasTheMethodsOfItsOwnOperationsOnly() {
    assertThat(AllowedMethods.at("/api/v1/assets"))
        .containsExactly("GET", "HEAD", "OPTIONS", "POST");
    assertThat(AllowedMethods.at("/fetch_and_store_data/BTCUSDT/"))
        .containsExactly("GET", "HEAD", "OPTIONS");
    assertThat(AllowedMethods.at("/trades/1/close")).containsExactly("OPTIONS", "PATCH");
    assertThat(AllowedMethods.at("/nothing")).isEmpty();
  }
}
