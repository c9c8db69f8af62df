using AiService.Providers;
using Resilience;

namespace AiService.Calls;

/// <summary>Classes of texts by the cheap provider; when it cannot, the class that says that there is none.</summary>
internal sealed class Classifications
{
    /// <summary>The degraded answer: a person may look at the text later.</summary>
    public const string Unknown = "unknown";

    private readonly Func<string, CancellationToken, ValueTask<string>> _classify;

    public Classifications(IResilienceRegistry registry, ProviderClient client, ProviderFleet fleet) =>
        _classify = registry.Protect(
            Operations.Classify,
            (string text, CancellationToken token) => client.AskAsync(fleet.Alpha, text, token),
            fallback: static _ => Unknown);

    public ValueTask<string> ClassifyAsync(string text, CancellationToken cancellationToken) => _classify(text, cancellationToken);
}
