package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.Optional;

/**
 * How one stream is read.
 *
 * @param splits its splits; none if there is nothing to read
 * @param watermark what its watermark becomes when all of them are completed; empty to keep it
 */
record StreamPlan(List<Split> splits, Optional<Position> watermark) {}
