namespace Resilience.Health.Modes;

/// <summary>
/// Which components are marked, by whom. Several may mark the same one; the worst counts, and each takes back its own. Not safe to use from
/// several threads.
/// </summary>
internal sealed class ModeMarks
{
    private readonly Dictionary<(string Component, object Source), DegradedComponent> _marks = [];

    /// <summary>What the marks ask for.</summary>
    public OperationMode Wanted { get; private set; }

    public void Set(object source, DegradedComponent mark)
    {
        if (_marks.TryGetValue((mark.Name, source), out DegradedComponent? known) && known.Severity == mark.Severity)
            mark = mark with { Since = known.Since };
        _marks[(mark.Name, source)] = mark;
        Judge();
    }

    public bool Remove(object source, string component)
    {
        bool wasThere = _marks.Remove((component, source));
        Judge();
        return wasThere;
    }

    public void RemoveAll(object source)
    {
        foreach ((string Component, object Source) key in _marks.Keys.Where(key => key.Source == source).ToArray())
            _marks.Remove(key);
        Judge();
    }

    public bool IsMarked(string component, ComponentSeverity severity) =>
        _marks.Any(mark => mark.Key.Component == component && mark.Value.Severity >= severity);

    /// <summary>Each component once, with its worst mark, the worst first.</summary>
    public DegradedComponent[] Components() =>
    [
        .. _marks.Values
            .GroupBy(static mark => mark.Name, StringComparer.Ordinal)
            .Select(static marks => marks.MaxBy(static mark => mark.Severity)!)
            .OrderByDescending(static mark => mark.Severity)
            .ThenBy(static mark => mark.Name, StringComparer.Ordinal),
    ];

    private void Judge() => Wanted = _marks.Count == 0 ? OperationMode.Normal : ModeOf(_marks.Values.Max(static mark => mark.Severity));

    private static OperationMode ModeOf(ComponentSeverity severity) => severity switch
    {
        ComponentSeverity.High => OperationMode.Emergency,
        ComponentSeverity.Medium => OperationMode.Degraded,
        _ => OperationMode.Normal,
    };
}
