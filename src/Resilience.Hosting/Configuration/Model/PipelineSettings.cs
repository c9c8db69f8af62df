using Resilience.Hosting.Configuration.Trees;

namespace Resilience.Hosting.Configuration.Model;

/// <summary>What settings say about an operation that is protected by any strategies in any order.</summary>
internal sealed class PipelineSettings(SettingsTree node)
{
    public PipelineSettings()
        : this(new SettingsTree("", ""))
    {
    }

    public string Name => node.Key;

    public string Path => node.Path;

    public string Fingerprint { get; } = node.Fingerprint();

    public bool Enabled { get; set; } = true;

    public bool ShadowMode { get; set; }

    /// <summary>The strategies, outermost first.</summary>
    public IReadOnlyList<StrategySettings> Strategies { get; set; } = [];

    public OperationDefinition Define(ComponentPool pool) => OperationDefinition.FromBuilder(builder =>
    {
        builder.ShadowMode = ShadowMode;
        foreach (StrategySettings strategy in Strategies)
            strategy.AddTo(builder, pool);
    });
}
