package io.sluice.simulation.planted;

import static io.sluice.simulation.planted.PlantedFault.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    private static final String SPECIMEN = Specimen.class.getName();

    private static Place in(String method) {
        return Place.in(SPECIMEN, method);
    }

    /** What the specimen says to a word, with this change in it. */
    @SuppressWarnings("unchecked")
    private static Object changed(Change change, String word) throws ReflectiveOperationException {
        Class<?> planted = Class.forName(SPECIMEN, true, new PlantedLoader(fault("a test", change)));
        return ((Function<String, Object>) planted.getConstructor().newInstance()).apply(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "number", "steps", "lambda", "greet", "colour", "counting", "same", "find", "named"})
    void a_specimen_without_a_fault_is_what_it_was(String word) throws ReflectiveOperationException {
        assertThat(changed(new Change("another", (_, _) -> new byte[0]), word)).isEqualTo(new Specimen().apply(word));
    }

    @Test
    void a_method_returns_what_it_is_told() throws ReflectiveOperationException {
        assertThat(changed(in("number").returns(7), "number")).isEqualTo(7);
        assertThat(changed(in("find").returns(Optional.empty()), "find")).isEqualTo(-1);
        assertThat(changed(in("named").taking(1).returns("none"), "named")).isEqualTo("none");
        assertThat(changed(in("longer").returns(9L), "steps")).asInstanceOf(LIST).contains("9");
    }

    @Test
    void a_method_does_nothing() throws ReflectiveOperationException {
        assertThat(changed(in("done").returnsAtOnce(), "steps")).isEqualTo(List.of("7", "true", "unheard"));
    }

    @Test
    void a_parameter_is_something_else() throws ReflectiveOperationException {
        assertThat(changed(in("greet").parameter(2).is(3L), "greet")).isEqualTo("hello you 3 2");
        assertThat(changed(in("greet").parameter(3).is(8), "greet")).isEqualTo("hello you 1099511627776 8");
        assertThat(changed(in("greet").parameter(1).isMadeBy(SpecimenHelp.class, "shout"), "greet"))
                .isEqualTo("hello YOU!2 1099511627776 2");
    }

    @Test
    void one_of_several_calls_is_skipped() throws ReflectiveOperationException {
        assertThat(changed(in("steps").call("Specimen.done", 2).isSkipped(), "steps"))
                .isEqualTo(List.of("first 1", "7", "true", "unheard"));
    }

    @Test
    void a_call_in_a_lambda_is_skipped_when_nobody_wants_its_answer() throws ReflectiveOperationException {
        assertThat(changed(in("lambda").call("List.add").isSkipped(), "lambda")).isEqualTo(List.of());
    }

    @Test
    void a_call_is_taken_for_an_answer() throws ReflectiveOperationException {
        assertThat(changed(in("steps").call("List.add", 1).isTakenFor(false), "steps"))
                .isEqualTo(List.of("first 1", "second 2", "false", "unheard"));
        assertThat(changed(in("steps").call("Specimen.longer").isTakenFor(5L), "steps"))
                .isEqualTo(List.of("first 1", "second 2", "5", "true", "unheard"));
    }

    @Test
    void a_call_goes_to_a_sibling_or_a_helper() throws ReflectiveOperationException {
        assertThat(changed(in("steps").call("Specimen.done", 1).goesTo("undone"), "steps")).asInstanceOf(LIST)
                .startsWith("not first 1", "second 2");
        assertThat(changed(in("steps").call("Specimen.longer").goesTo(SpecimenHelp.class, "product"), "steps"))
                .asInstanceOf(LIST).contains("12");
    }

    @Test
    void a_call_is_made_twice() throws ReflectiveOperationException {
        assertThat(changed(in("steps").call("Specimen.done", 1).isMadeTwice(), "steps")).asInstanceOf(LIST)
                .startsWith("first 1", "first 1", "second 2");
        assertThat(changed(in("steps").call("List.add", 3).isMadeTwice(), "steps")).asInstanceOf(LIST)
                .endsWith("unheard", "unheard");
        assertThat(changed(in("steps").call("Specimen.longer").isMadeTwice(), "steps")).asInstanceOf(LIST)
                .contains("7");
    }

    @Test
    void a_field_is_taken_for_something_else() throws ReflectiveOperationException {
        assertThat(changed(in("colour").read("Specimen.count").isTakenFor(5), "colour")).isEqualTo("red5");
        assertThat(changed(in("red").read("Colour.RED").goesTo("BLUE"), "colour")).isEqualTo("blue1");
    }

    @Test
    void a_field_is_not_written() throws ReflectiveOperationException {
        assertThat(changed(in("counting").write("Specimen.count").isSkipped(), "counting")).isEqualTo(1);
        assertThat(changed(in("counting").write("Specimen.wide").isSkipped(), "counting")).isEqualTo(2);
    }

    @Test
    void a_comparison_finds_everything_equal() throws ReflectiveOperationException {
        assertThat(changed(in("same").comparison().isAlwaysEqual(), "same")).isEqualTo(true);
    }

    @Test
    void what_is_not_there_is_said_with_the_name_of_the_fault() {
        missing(in("gone").returns(1), "Specimen.gone is not there");
        missing(in("named").returns("x"), "Specimen.named is there 2 times");
        missing(in("named").taking(3).returns("x"), "Specimen.named is not there");
        missing(in("steps").call("Specimen.undone").isSkipped(), "has no call of Specimen.undone");
        missing(in("steps").call("Specimen.done").isSkipped(), "has more than one call of Specimen.done");
        missing(in("steps").call("Specimen.done", 3).isSkipped(), "has only 2 times a call of Specimen.done");
        missing(in("steps").read("Specimen.count").isTakenFor(1), "has no read of Specimen.count");
        missing(in("steps").write("Specimen.count").isSkipped(), "has no write of Specimen.count");
        missing(in("steps").comparison().isAlwaysEqual(), "has no comparison of two longs");
        missing(in("greet").parameter(4).is(1), "has no parameter 4");
    }

    @Test
    void what_does_not_fit_is_said() {
        missing(in("number").returns("many"), "a int stands there, which can not be many");
        missing(in("number").returnsAtOnce(), "gives something");
        missing(in("steps").call("List.add", 1).isSkipped(), "needs the answer of its call of List.add");
        missing(in("steps").call("Specimen.done", 1).goesTo("longer"),
                "Specimen has no method longer(String,long)void");
        missing(in("steps").call("Specimen.longer").goesTo(SpecimenHelp.class, "wrong"), "wrong can not stand for");
        missing(in("red").read("Colour.RED").goesTo("GREEN"), "has no field GREEN");
        missing(in("greet").parameter(3).isMadeBy(SpecimenHelp.class, "shout"), "shout can not stand for");
    }

    private static void missing(Change change, String what) {
        PlantedFault fault = fault("the name of the fault", change);
        assertThatThrownBy(() -> fault.plantedIn(SPECIMEN, new PlantedLoader(fault).original(SPECIMEN)))
                .isInstanceOf(PlaceMissing.class)
                .hasMessageContaining("\"the name of the fault\" does not find its place")
                .hasMessageContaining(what)
                .hasMessageContaining("say so in PlantedFaults");
    }
}
