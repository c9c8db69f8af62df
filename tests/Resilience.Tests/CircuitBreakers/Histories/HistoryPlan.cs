using CsCheck;

namespace Resilience.CircuitBreakers.Histories;

/// <summary>What two threads are to do to a breaker, in rounds.</summary>
internal static class HistoryPlan
{
    private const int StepsInARound = 4;

    private static readonly Gen<CircuitStep?> _anyStep = Gen.Frequency(
        (30, Const(CircuitStep.Enter)),
        (22, Const(CircuitStep.Succeed)),
        (22, Const(CircuitStep.Fail)),
        (3, Const(CircuitStep.FailUnhandled)),
        (3, Const(CircuitStep.FailWithHint)),
        (8, Const(CircuitStep.Cancel)),
        (4, Const(null)),
        (2, Const(CircuitStep.Isolate)),
        (2, Const(CircuitStep.Release)),
        (1, Const(CircuitStep.Trip)),
        (1, Const(CircuitStep.Reset)),
        (1, Const(CircuitStep.Disable)),
        (1, Const(CircuitStep.MetricsOnly)),
        (3, Const(CircuitStep.Enable)));

    private static readonly Gen<CircuitStep?> _call = Gen.Frequency(
        (5, Const(CircuitStep.Enter)),
        (6, Const(CircuitStep.Succeed)),
        (6, Const(CircuitStep.Fail)));

    /// <summary>Everything that can be done.</summary>
    public static Gen<HistoryRound[]> Any { get; } = Of(_anyStep, rounds: 12);

    /// <summary>Calls that succeed or fail, so that there is much that may turn the scale just when the circuit is judged.</summary>
    public static Gen<HistoryRound[]> Calls { get; } = Of(_call, rounds: 4);

    private static Gen<HistoryRound[]> Of(Gen<CircuitStep?> step, int rounds) =>
        Gen.Select(step, Gen.Int[0, 1000]).Array[2 * StepsInARound * rounds].SelectMany(
            steps => OneOf(0, 20, 60, 600).Array[rounds].Select(times => Plan(steps, times)));

    private static HistoryRound[] Plan((CircuitStep? Step, int Number)[] steps, int[] times)
    {
        var rounds = new List<HistoryRound>();
        var known = new List<HistoryStep>();
        int place = 0;
        foreach (int time in times)
        {
            // What is left from earlier rounds is divided between the threads: to end a permit twice at the same time is misuse, which is
            // harmless and has no order.
            HistoryStep[] one = Thread(steps, ref place, known.Where(static step => step.Place % 2 == 0));
            HistoryStep[] other = Thread(steps, ref place, known.Where(static step => step.Place % 2 == 1));
            known.AddRange([.. one, .. other]);
            rounds.Add(new(TimeSpan.FromMilliseconds(time), one, other));
        }

        return [.. rounds];
    }

    /// <summary>A thread ends what it has begun itself, or what is known from earlier rounds.</summary>
    private static HistoryStep[] Thread((CircuitStep? Step, int Number)[] steps, ref int place, IEnumerable<HistoryStep> known)
    {
        var own = new List<HistoryStep>();
        for (int i = 0; i < StepsInARound; i++, place++)
        {
            (CircuitStep? step, int number) = steps[place];
            HistoryStep[] begun = [.. known.Concat(own).Where(it => it.Step == BegunBy(step))];
            if (BegunBy(step) is { } beginning)
                (step, number) = begun.Length == 0 ? (beginning, number) : (step, begun[^((number % Math.Min(6, begun.Length)) + 1)].Place);
            own.Add(new() { Step = step, Place = place, Number = number });
        }

        return [.. own];
    }

    private static CircuitStep? BegunBy(CircuitStep? step) => step switch
    {
        CircuitStep.Release => CircuitStep.Isolate,
        > CircuitStep.Enter and <= CircuitStep.Cancel => CircuitStep.Enter,
        _ => null,
    };

    private static Gen<CircuitStep?> Const(CircuitStep? step) => Gen.Const(step);

    private static Gen<int> OneOf(params int[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
