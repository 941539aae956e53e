package dev.candlewick.api.docs;

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
            .importPackages("dev.candlewick.api").stream()
                .filter(one -> one.isAnnotatedWith(Path.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    Set<String> listed = Resources.ALL.stream().map(Class::getName).collect(Collectors.toSet());
    assertThat(listed).isEqualTo(resources);
  }

  @Test
  void aPathHasTheMethodsOfItsOwnOperationsOnly() {
    assertThat(Resources.routes().methods("/api/v1/assets"))
        .containsExactly("GET", "HEAD", "OPTIONS", "POST");
    assertThat(Resources.routes().methods("/fetch_and_store_data/BTCUSDT/"))
        .containsExactly("GET", "HEAD", "OPTIONS");
    assertThat(Resources.routes().methods("/trades/1/close")).containsExactly("OPTIONS", "PATCH");
    assertThat(Resources.routes().methods("/nothing")).isEmpty();
  }
}
