using AiService.Providers;
using Microsoft.Extensions.DependencyInjection;
using Resilience;

namespace AiService.Calls;

/// <summary>
/// Embeddings by the slow provider. Those of another cannot be compared with them, so there is no second choice: who asks is told what
/// became of the call, and may ask again another day.
/// </summary>
internal sealed class Embeddings(
    [FromKeyedServices(Operations.Embed)] ResiliencePipeline pipeline, ProviderClient client, ProviderFleet fleet)
{
    public ValueTask<Outcome<string>> EmbedAsync(string text, CancellationToken cancellationToken) => pipeline.ExecuteOutcomeAsync(
        static (call, token) => call.client.AskAsync(call.Beta, call.text, token), (client, fleet.Beta, text), cancellationToken);
}
