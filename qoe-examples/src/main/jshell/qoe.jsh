// Simulations in JShell, from the root of the sources:
// jshell --class-path qoe-examples/target/qoe.jar qoe-examples/src/main/jshell/qoe.jsh
// JShell ends a statement where it could end: put the dots of a chain at the ends of lines.

import dev.qoe.api.kpi.Unit;
import dev.qoe.core.service.voice.*;
import dev.qoe.sim.experiment.*;
import dev.qoe.sim.output.*;
import dev.qoe.sim.plot.*;
import dev.qoe.sim.random.*;
import dev.qoe.sim.scenario.*;
import dev.qoe.sim.sensitivity.*;
import dev.qoe.sim.video.*;
import dev.qoe.sim.video.abr.*;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** All processors, no journal: what is typed line by line is rarely run for hours. */
Parallel here = Parallel.allProcessors().withoutJournal();

/** The MOS of a voice call by the E-model (ITU-T G.107). */
double voiceMos(Duration oneWayDelay, double lossPercent) {
  return EModel.g107()
      .score(EModelInput.builder().oneWayDelay(oneWayDelay).packetLossPercent(lossPercent).build())
      .mos();
}

/** Runs a scenario's file and prints its lines. */
void simulate(String file) throws Exception {
  Scenarios.standard().read(Path.of(file)).run(ScenarioRun.to(System.out::println));
}
