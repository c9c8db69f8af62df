using CsCheck;

namespace Resilience.CircuitBreakers;

/// <summary>Random sequences of everything that can be done, on the breaker and on its model.</summary>
public sealed class CircuitModelTests
{
    private static readonly Gen<CircuitStep> _step = Gen.Frequency(
        (30, Gen.Const(CircuitStep.Enter)),
        (15, Gen.Const(CircuitStep.Succeed)),
        (12, Gen.Const(CircuitStep.Fail)),
        (2, Gen.Const(CircuitStep.FailUnhandled)),
        (2, Gen.Const(CircuitStep.FailWithHint)),
        (4, Gen.Const(CircuitStep.Cancel)),
        (14, Gen.Const(CircuitStep.Advance)),
        (4, Gen.Const(CircuitStep.Leap)),
        (8, Gen.Enum<CircuitStep>()));

    [Fact]
    public void It_does_what_the_model_does() =>
        Gen.Select(CircuitOptionsGen.Any, Gen.Select(_step, Gen.Int[0, 1000]).List[1, 150]).Sample(
            (options, steps) =>
            {
                var run = new CircuitModelRun(options);
                foreach ((CircuitStep step, int number) in steps)
                    run.Do(step, number);
            },
            iter: 3_000);

    [Fact]
    public void It_does_what_the_model_does_when_nobody_looks_between_the_steps() =>
        Gen.Select(CircuitOptionsGen.Any, Gen.Select(_step, Gen.Int[0, 1000]).List[1, 300]).Sample(
            (options, steps) =>
            {
                var run = new CircuitModelRun(options) { LooksAfterEachStep = false };
                foreach ((CircuitStep step, int number) in steps)
                    run.Do(step, number);
                run.Compare("the end");
            },
            iter: 2_000);
}
