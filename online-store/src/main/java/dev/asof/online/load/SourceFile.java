package dev.asof.online.load;

import java.util.OptionalLong;

/**
 * A file of a source.
 *
 * @param path where it lies, for people
 * @param sha256 the hash of its content, 64 lower-case hexadecimal digits; it identifies the file
 * @param rows how many rows it has, if that is known
 */
public record SourceFile(String path, String sha256, OptionalLong rows) {}
