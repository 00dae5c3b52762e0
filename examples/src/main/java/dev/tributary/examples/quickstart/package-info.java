/**
 * The quickstart: three pipelines that are killed half-way and go on, with nothing lost and nothing
 * doubled.
 *
 * <p>{@code RunPipelines} is what a host's own code looks like; the rest sets up sources, and shows
 * that it holds.
 */
@NullMarked
package dev.tributary.examples.quickstart;

import org.jspecify.annotations.NullMarked;
