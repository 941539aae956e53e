package dev.candlewick;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The program's own classes, without its tests, and the package of the map each belongs to.
final class CandlewickClasses {
  static final String ROOT = "dev.candlewick";

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private CandlewickClasses() {}

  /// `store` for everything in and below `dev.candlewick.store`; empty for the root and for
  /// strangers.
  static String slice(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".")
        ? name.substring(ROOT.length() + 1).replaceFirst("\\..*", "")
        : "";
  }

  static boolean ours(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }
}
