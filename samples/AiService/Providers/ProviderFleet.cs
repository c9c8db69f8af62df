namespace AiService.Providers;

/// <summary>The three providers: one that will fail, one that is slow, and one that is fine and dearer.</summary>
internal sealed class ProviderFleet : IAsyncDisposable
{
    /// <summary>Quick and cheap. It is the first choice, and the one that fails.</summary>
    public ScriptedProvider Alpha { get; } = new("alpha", price: 0.1m, ReplyScript.Well(3, 5, 8));

    /// <summary>Slow: its answers take about a tenth of a second.</summary>
    public ScriptedProvider Beta { get; } = new("beta", price: 0.1m, ReplyScript.Well(80, 100, 120));

    /// <summary>Fine, and costs five times as much.</summary>
    public ScriptedProvider Gamma { get; } = new("gamma", price: 0.5m, ReplyScript.Well(10, 15));

    public IReadOnlyList<ScriptedProvider> All => [Alpha, Beta, Gamma];

    public async ValueTask DisposeAsync()
    {
        foreach (ScriptedProvider provider in All)
            await provider.DisposeAsync();
    }
}
