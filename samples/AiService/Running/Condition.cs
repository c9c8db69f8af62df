using AiService.Calls;
using Resilience;

namespace AiService.Running;

/// <summary>How the application is: which provider answers, which mode that makes, and what its users have to do without.</summary>
internal sealed class Condition(HealthMonitor monitor, OperationModeControl modes, FailoverChain<string, string> chat)
{
    private const int Questions = 12;
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks some questions of whoever answers them, and tells how the application is then.</summary>
    public async Task<IReadOnlyList<string>> TellAsync(CancellationToken cancellationToken)
    {
        var answered = new List<string>();
        for (int i = 0; i < Questions; i++)
        {
            FailoverResult<string> result = await chat.ExecuteOutcomeAsync($"Question {i}", cancellationToken);
            answered.Add(result.Outcome.IsSuccess ? result.Provider! : "nobody");
        }

        await SettleAsync(await monitor.RunAsync(cancellationToken), cancellationToken);
        IEnumerable<string> shares = answered.GroupBy(static name => name).Select(static same => $"{same.Count()} by {same.Key}");
        CapabilityNotice notice = modes.GetNotice();
        string troubles = string.Join(", ", modes.Snapshot().Components.Select(static component => component.Name));
        string missing = string.Join(", ", notice.LimitedFeatures.Select(static feature => $"{feature.Key} ({feature.Value})"));
        string because = troubles.Length > 0 ? $" because of {troubles}" : "";
        string without = missing.Length > 0 ? $"; without {missing}" : "";
        return [$"{Operations.Chat}: answered {string.Join(", ", shares)}", $"mode: {notice.Mode}{because}{without}"];
    }

    // The mode hears of what the probes have found a moment after they have.
    private async Task SettleAsync(HealthSnapshot found, CancellationToken cancellationToken)
    {
        int troubles = found.Probes.Count(static probe => probe.State >= HealthState.Degraded);
        for (int i = 0; i < 100 && modes.Snapshot().Components.Count != troubles; i++)
            await Task.Delay(_glance, cancellationToken);
    }
}
