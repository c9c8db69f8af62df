using AiService.Providers;
using Microsoft.Extensions.DependencyInjection;
using Resilience;

namespace AiService.Calls;

/// <summary>The dearer provider, for when the cheap one cannot: an operation of its own, with limits of its own.</summary>
internal sealed class Backup([FromKeyedServices(Operations.Backup)] ResiliencePipeline pipeline, ProviderClient client, ProviderFleet fleet)
{
    public ValueTask<string> AskAsync(string text, CancellationToken cancellationToken) => pipeline.ExecuteAsync(
        static (call, token) => call.client.AskAsync(call.Gamma, call.text, token), (client, fleet.Gamma, text), cancellationToken);
}
