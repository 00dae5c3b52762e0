/**
 * A partner drops files on a server; we read each of them once into records of our own and put it
 * away when they are stored. {@link dev.tributary.examples.dropfolder.DropFolder} shows it.
 */
@NullMarked
package dev.tributary.examples.dropfolder;

import org.jspecify.annotations.NullMarked;
