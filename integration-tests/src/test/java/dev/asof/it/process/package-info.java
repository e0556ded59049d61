/** Real server processes: started, killed and asked as anybody would. */
@NullMarked
package dev.asof.it.process;

import org.jspecify.annotations.NullMarked;
