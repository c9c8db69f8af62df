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
    public void Every_history_is_one_that_the_model_could_have_had() => Check(CircuitOptionsGen.Any, HistoryPlan.Any, 1_000);

    [Fact]
    public void Every_history_of_calls_alone_is_one_that_the_model_could_have_had() =>
        Check(CircuitOptionsGen.Touchy, HistoryPlan.Calls, 4_000);

    private static void Check(Gen<CircuitBreakerOptions> options, Gen<HistoryRound[]> plans, int histories)
    {
        using var duet = new Duet();
        Gen.Select(options, plans).Sample(
            (options, rounds) =>
            {
                var run = new HistoryRun(options, rounds);
                run.Run(duet);
                var order = new Linearization(rounds, run.Transitions);
                if (!order.Exists(options))
                    throw new InvalidOperationException(Describe(options, rounds, run.Transitions, order.Furthest));
            },
            iter: histories,
            threads: 1);
    }

    private static string Describe(CircuitBreakerOptions options, HistoryRound[] rounds, string transitions, string furthest) =>
        $"No order explains this history of {new CircuitBreaker(options)}:\n"
        + string.Concat(rounds.Select(static round =>
            $"after {round.Advance}\n  {string.Join("\n  ", round.One.AsEnumerable())}\nbeside\n  {string.Join("\n  ", round.Other.AsEnumerable())}\n"))
        + $"transitions: {transitions}\nfurthest: {furthest}";
}
