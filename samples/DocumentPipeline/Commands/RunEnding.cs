using DocumentPipeline.Model;
using DocumentPipeline.Output;
using DocumentPipeline.Running;
using Resilience;

namespace DocumentPipeline.Commands;

/// <summary>Shows how a run ended.</summary>
internal sealed class RunEnding
{
    private readonly Screen _screen;
    private readonly RunResult<DocumentContext> _run;
    private readonly OutputFolder _output;
    private readonly RunWatch _watch;

    public RunEnding(Screen screen, RunResult<DocumentContext> run, OutputFolder output, RunWatch watch)
    {
        _screen = screen;
        _run = run;
        _output = output;
        _watch = watch;
    }

    /// <summary>The table of the stages, the alerts, what was found, and where everything lies.</summary>
    public void Show(IReadOnlyList<StageRow> rows, bool withMetrics)
    {
        if (_run.IsRecorded)
        {
            _screen.Line("This run has finished before, and nothing was done. What was recorded then:", Tone.Warning);
        }

        _screen.Line();
        foreach (string line in StageTable.Lines(rows, _screen.Width))
        {
            _screen.Line(line);
        }

        ShowAlerts();
        if (withMetrics && !_run.IsRecorded)
        {
            _screen.Line();
            _screen.Line(_watch.Summary());
        }

        _screen.Line();
        _screen.Line($"{_run.Status} in {Durations.ToText(_run.Report.Duration)}.", _run.IsCompleted ? Tone.Good : Tone.Bad);
        if (_run.IsCompleted)
        {
            _screen.Line(Summary.Of(_run.Context));
        }

        _screen.Line();
        ShowPlaces();
        if (Hint() is { } hint)
        {
            _screen.Line(hint, Tone.Quiet);
        }
    }

    private void ShowAlerts()
    {
        if (_watch.Alerts.Count == 0)
        {
            return;
        }

        _screen.Line();
        foreach (Alert alert in _watch.Alerts)
        {
            Tone tone = alert.Level switch
            {
                AlertLevel.Info => Tone.Quiet,
                AlertLevel.Warning => Tone.Warning,
                _ => Tone.Bad,
            };
            _screen.Line($"alert  {alert}", tone);
        }
    }

    private void ShowPlaces()
    {
        if (_run is { IsCompleted: true, Context.Report: { } report })
        {
            _screen.Line($"report       {report.Path} and .html");
        }

        if (_watch.Trace is { } trace)
        {
            _screen.Line($"trace        {_output.Relative(trace.Path)} and .html");
        }

        _screen.Line($"checkpoints  {_output.Checkpoints}");
        _screen.Line($"head         {_run.Hash}", Tone.Quiet);
    }

    private string? Hint() => _run switch
    {
        { IsCompleted: true, IsRecorded: true } => $"To do it anew: the same with --fresh, or with another --run than {_run.RunId}",
        { IsCompleted: true } => null,
        { Status: RunResultStatus.Interrupted } => "The same command goes on where the run stands.",
        _ => $"To open it again at the stage that was not done: --run {_run.RunId} --resume; to begin anew: --fresh",
    };
}
