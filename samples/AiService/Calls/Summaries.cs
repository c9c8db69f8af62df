using AiService.Providers;
using Resilience;

namespace AiService.Calls;

/// <summary>Summaries by the cheap provider; when it cannot, by another.</summary>
internal sealed class Summaries
{
    private readonly Func<string, CancellationToken, ValueTask<string>> _summarize;

    public Summaries(IResilienceRegistry registry, ProviderClient client, ProviderFleet fleet, Backup backup) =>
        _summarize = registry.Protect(
            Operations.Summarize, (string text, CancellationToken token) => client.AskAsync(fleet.Alpha, text, token), backup.AskAsync);

    public ValueTask<string> SummarizeAsync(string text, CancellationToken cancellationToken) => _summarize(text, cancellationToken);
}
