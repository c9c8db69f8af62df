namespace Resilience.Health.Modes;

/// <summary>A feature and whether it is there now.</summary>
internal sealed class FeatureSwitch(OperationFeature feature)
{
    private readonly HashSet<OperationMode> _modes = [.. feature.Modes];
    private readonly string[] _needs = [.. feature.Needs];
    private readonly ComponentSeverity _threshold = feature.Threshold;
    private readonly string? _limitedText = feature.LimitedText;
    private volatile bool _isEnabled = true;

    public string Name => feature.Name;

    public bool IsEnabled => _isEnabled;

    public void Update(OperationMode mode, ModeMarks marks) => _isEnabled = _modes.Contains(mode) && !Missing(marks).Any();

    public FeatureState Snapshot(ModeMarks marks) =>
        new(Name, _isEnabled, _isEnabled ? null : _limitedText, [.. _modes.Order()], [.. Missing(marks)]);

    private IEnumerable<string> Missing(ModeMarks marks) => _needs.Where(need => marks.IsMarked(need, _threshold));
}
