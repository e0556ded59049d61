package dev.asof.online.load;

import java.util.OptionalLong;

/**
 * How far a load is.
 *
 * @param source the source being loaded
 * @param file the path of the file being read
 * @param rowsRead rows of the file read so far
 * @param rowsTotal rows of the file, if that is known
 * @param filesDone files of the whole load that are done
 * @param filesTotal files of the whole load
 */
public record LoadProgress(
        String source, String file, long rowsRead, OptionalLong rowsTotal, int filesDone, int filesTotal) {}
