using CsCheck;
using Resilience.Faults;

namespace Resilience.CircuitBreakers.Histories;

/// <summary>
/// Two threads on one breaker: whatever it answers, and whatever it tells of its transitions, the model would have answered and told doing
/// one thing after the other. So each episode has one transition, and no permit, probe or hold is lost or counted twice.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class CircuitHistoryTests
{
    [Fact]
    public void Every_history_is_one_that_the_model_could_have_had()
    {
        using var duet = new Duet();
        Gen.Select(CircuitOptionsGen.Any, HistoryPlan.Any).Sample(
            (options, rounds) =>
            {
                var run = new HistoryRun(options, rounds);
                run.Run(duet);
                var order = new Linearization(rounds, run.Transitions);
                if (!order.Exists(options))
                    throw new InvalidOperationException($"{new CircuitBreaker(options)}, min {options.MinimumCalls}, {options.Window}, ramp {options.RampDuration} {Describe(rounds, run.Transitions)}\n{order.Furthest}");
            },
            iter: 3_000,
            threads: 1);
    }

    private static string Describe(HistoryRound[] rounds, string transitions) =>
        "No order explains this history:\n"
        + string.Concat(rounds.Select(static round =>
            $"after {round.Advance}\n  {string.Join("\n  ", round.One.AsEnumerable())}\n  beside\n  {string.Join("\n  ", round.Other.AsEnumerable())}\n"))
        + "transitions: " + transitions;
}
