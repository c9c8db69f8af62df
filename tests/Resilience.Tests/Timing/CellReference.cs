namespace Resilience.Timing;

/// <summary>What a <see cref="DeadlineCell"/> must do, said plainly, beside a real one that is driven the same way.</summary>
internal sealed class CellReference(bool polls) : IDisposable
{
    private const long Due = 100;

    private readonly DeadlineCell _cell = new() { FiredDue = Timeline.Never };
    private readonly Timeline _timeline = new HandSweeper(polls).Timeline();
    private readonly Timeline _other = new HandSweeper(polls).Timeline();
    private readonly CancellationTokenSource _caller = new();
    private readonly HashSet<CancellationToken> _burnt = [];

    private CancellationToken _token;
    private CancellationToken _kept;
    private bool _open;
    private bool _hasCaller;
    private bool _registered;
    private bool _fired;
    private bool _cancelled;

    /// <summary>Does one thing to both and compares them.</summary>
    public void Do(CellAction action)
    {
        switch (action)
        {
            case CellAction.Arm or CellAction.ArmWithoutCaller:
                if (_open)
                    Settle(keep: true);
                Arm(action == CellAction.Arm);
                break;
            case CellAction.GoAsynchronous when _open:
                _cell.WatchCaller();
                _registered |= _hasCaller;
                _cancelled |= _hasCaller && _caller.IsCancellationRequested;
                break;
            case CellAction.SweepEarly or CellAction.SweepLate:
                Sweep(action == CellAction.SweepLate ? Due : Due - 1);
                break;
            case CellAction.SweepAnotherTimeline:
                _cell.Sweep(_other, long.MaxValue - 1).Should().Be(Timeline.Never);
                break;
            case CellAction.Fire:
                _cell.Fire();
                _fired |= _open && !IsClosedBySweeper;
                break;
            case CellAction.CallerCancels:
                _caller.Cancel();
                _cancelled |= _open && _registered;
                break;
            case CellAction.Settle or CellAction.SettleAndDrop when _open:
                Settle(action == CellAction.Settle);
                break;
        }

        if (_open)
            _token.IsCancellationRequested.Should().Be(_fired || _cancelled);
    }

    public void Dispose() => _caller.Dispose();

    private bool IsClosedBySweeper => _fired || PolledCancel;

    private bool PolledCancel { get; set; }

    private void Arm(bool hasCaller)
    {
        _cell.Due = Due;
        _cell.FiredDue = Timeline.Never;
        _token = _cell.Arm(_timeline, hasCaller ? _caller.Token : default, urgent: false);
        (_open, _hasCaller, _fired, PolledCancel) = (true, hasCaller, false, false);
        _registered = !polls && hasCaller;
        _cancelled = _registered && _caller.IsCancellationRequested;
        _burnt.Should().NotContain(_token, "a source that was cancelled or let go of is never used again");
        if (_kept != default)
            _token.Should().Be(_kept, "a source that nothing touched is used again");
    }

    private void Sweep(long now)
    {
        bool armed = _open && !IsClosedBySweeper;
        bool fires = armed && Due <= now;
        bool cancels = armed && !fires && polls && _hasCaller && _caller.IsCancellationRequested;
        _cell.Sweep(_timeline, now).Should().Be(armed && !fires && !cancels ? Due : Timeline.Never);
        _fired |= fires;
        PolledCancel |= cancels;
        _cancelled |= cancels;
    }

    private void Settle(bool keep)
    {
        _cell.Settle(keep);
        _open = false;
        _cell.FiredDue.Should().Be(_fired ? Due : Timeline.Never);
        bool kept = keep && !_fired && !_cancelled;
        (_cell.Source is not null).Should().Be(kept);
        _kept = kept ? _token : default;
        if (!kept)
            _burnt.Add(_token);
    }
}
