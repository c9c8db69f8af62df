using System.Globalization;

namespace Resilience;

/// <summary>What the strategies of a pipeline in shadow mode would have done.</summary>
/// <param name="Decisions">Each decision of each strategy, ordered by name.</param>
public sealed record ShadowReport(IReadOnlyList<ShadowDecision> Decisions)
{
    /// <summary>How many calls would have been refused.</summary>
    public long Rejections => Decisions.Where(static decision => decision.IsRejection).Sum(static decision => decision.Count);

    /// <summary>One line such as "would have rejected 312 calls: bulkhead rejected.bulkhead_full 312".</summary>
    public override string ToString()
    {
        string calls = Rejections == 1 ? "call" : "calls";
        string total = string.Create(CultureInfo.InvariantCulture, $"would have rejected {Rejections} {calls}");
        return Decisions.Count == 0 ? total : $"{total}: {string.Join(", ", Decisions.Select(Words))}";
    }

    private static string Words(ShadowDecision decision) =>
        string.Create(CultureInfo.InvariantCulture, $"{decision.Strategy} {decision.Decision} {decision.Count}");
}
