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

  /// `store.candle` for the classes of that package; empty for the root and for other libraries.
  static String relativePackage(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
  }

  /// `candle` for the classes of `store.candle`; empty for those directly in `store`.
  static String subPackage(JavaClass type) {
    String relative = relativePackage(type);
    return relative.contains(".") ? relative.substring(relative.indexOf('.') + 1) : "";
  }

  static boolean ours(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }
}
