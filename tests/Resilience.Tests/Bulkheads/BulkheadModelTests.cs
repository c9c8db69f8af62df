using CsCheck;

namespace Resilience.Bulkheads;

/// <summary>Random sequences of everything that can be done, on a bulkhead and on its model.</summary>
public sealed class BulkheadModelTests
{
    private static readonly Gen<BulkheadStep> _step = Gen.Frequency(
        (20, Gen.Const(BulkheadStep.Enter)),
        (15, Gen.Const(BulkheadStep.Release)),
        (8, Gen.Const(BulkheadStep.TryEnter)),
        (6, Gen.Const(BulkheadStep.Cancel)),
        (8, Gen.Const(BulkheadStep.Advance)),
        (4, Gen.Const(BulkheadStep.ReleaseAgain)),
        (4, Gen.Const(BulkheadStep.TurnShadowModeOff)),
        (8, Gen.Enum<BulkheadStep>()));

    [Fact]
    public void It_does_what_the_model_does() => Run(looks: true, iterations: 2_000);

    [Fact]
    public void It_does_what_the_model_does_when_nobody_looks_between_the_steps() => Run(looks: false, iterations: 2_000);

    private static void Run(bool looks, int iterations)
    {
        int steps = 0;
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 5], Gen.Select(_step, Gen.Int[0, 1000]).List[1, 120]).Sample(
            (limit, queueLimit, list) =>
            {
                using var run = new BulkheadModelRun(limit, queueLimit) { LooksAfterEachStep = looks };
                foreach ((BulkheadStep step, int number) in list)
                    run.Do(step, number);
                run.Compare("the end");
                Interlocked.Add(ref steps, list.Count);
            },
            iter: iterations);
        steps.Should().BeGreaterThan(iterations);
    }
}
