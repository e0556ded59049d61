/** What the server notes of the files that it loaded, so that an offline build can replay what it could have known. */
@NullMarked
package dev.asof.registry.archive;

import org.jspecify.annotations.NullMarked;
