namespace Resilience.Hosting.Configuration.Tables;

/// <summary>A feature or a limit by mode, as it is read.</summary>
internal sealed class ModeDraft
{
    public List<OperationMode> Modes { get; } = [];

    public List<string> Needs { get; } = [];

    public ComponentSeverity? Threshold { get; set; }

    public string? LimitedText { get; set; }

    public int? Normal { get; set; }

    public int? Degraded { get; set; }

    public int? Emergency { get; set; }

    public OperationFeature ToFeature(string name)
    {
        var feature = new OperationFeature(name) { Needs = [.. Needs] };
        if (Modes.Count > 0)
            feature = new(name) { Modes = [.. Modes], Needs = [.. Needs] };
        feature.Threshold = Threshold ?? feature.Threshold;
        feature.LimitedText = LimitedText;
        return feature;
    }

    // What is not said is as in the better mode.
    public DependencyInjection.ModeLimits ToLimits() =>
        new(Normal ?? 1, Degraded ?? Normal ?? 1, Emergency ?? Degraded ?? Normal ?? 1);
}
