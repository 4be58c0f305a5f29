package dev.tenantry.bench;

import java.util.List;

/** Something to measure. */
public interface Scenario {

    /** As it is named on the command line. */
    String name();

    /** What A is, what B is, in one line. */
    String says();

    /** Measures; what it started in the lab is ended by the lab. */
    List<Figure> run(Lab lab) throws Exception;
}
