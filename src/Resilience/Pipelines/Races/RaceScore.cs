namespace Resilience.Pipelines.Races;

/// <summary>
/// Decides a race. It knows neither time nor threads: whoever leads the race tells it what happens, one thing after the other, and does
/// what it says.
/// </summary>
/// <param name="most">How many attempts there may be, the first one included.</param>
internal struct RaceScore(int most)
{
    private int _running = 1;
    private bool _isClosed;

    /// <summary>How many attempts were started.</summary>
    public int Started { get; private set; } = 1;

    /// <summary>Whether another attempt may be started.</summary>
    public readonly bool IsOpen => !_isClosed && Started < most;

    /// <summary>Another attempt is being started.</summary>
    public void Start()
    {
        Started++;
        _running++;
    }

    /// <summary>An attempt has run as long as it may alone.</summary>
    /// <param name="isCutOff">Whether the caller has gone, or the deadline has passed.</param>
    public readonly RaceStep TimeIsUp(bool isCutOff) => IsOpen && !isCutOff ? RaceStep.Start : RaceStep.Wait;

    /// <summary>An attempt has ended.</summary>
    /// <param name="end">How.</param>
    /// <param name="isCutOff">Whether the caller has gone, or the deadline has passed: then whatever fails first ends the race.</param>
    public RaceStep Ended(AttemptEnd end, bool isCutOff)
    {
        _running--;
        switch (end)
        {
            case AttemptEnd.Accepted or AttemptEnd.Final:
                return RaceStep.EndWithThis;
            case AttemptEnd.Failed when isCutOff:
                return RaceStep.EndWithThis;
            case AttemptEnd.Failed when IsOpen:
                return RaceStep.Start;
            case AttemptEnd.Refused or AttemptEnd.NotMade:
                _isClosed = true;
                break;
        }

        return _running == 0 ? RaceStep.EndWithFirst : RaceStep.Wait;
    }
}
