using System.Globalization;

namespace Resilience.Benchmarks.Gate;

/// <summary>
/// What two threads do over what one does, as a share of the same of a control without any library, measured in the same
/// round: what the machine's second core is worth just then cancels out.
/// </summary>
internal sealed class ScalingRow : GateRow
{
    // Below, the machine had no second core to give, and a share of what a control did with it says nothing.
    private const double LeastOfControl = 1.5;

    private readonly ThreadTeam _team;
    private readonly Contender[] _ours;
    private readonly Contender[] _peer;
    private readonly Contender[] _control;

    public ScalingRow(string name, Bar bar, ThreadTeam team, Contender[] ours, Contender[] peer, Contender[] control)
        : base(name, bar)
    {
        _team = team;
        _ours = ours;
        _peer = peer;
        _control = control;
        Contenders = [.. ours, .. peer, .. control];
    }

    protected override IReadOnlyList<Contender> Contenders { get; }

    protected override void WarmOnce(int calls)
    {
        foreach (Contender[] side in (Contender[][])[_ours, _peer, _control])
        {
            _team.Run(side.AsSpan(0, 1), calls);
            _team.Run(side, calls);
        }
    }

    protected override RowResult MeasureRounds(Plan plan)
    {
        int oursCalls = _ours[0].CallsIn(plan.Batch);
        int peerCalls = _peer[0].CallsIn(plan.Batch);
        int controlCalls = _control[0].CallsIn(plan.Batch);
        var rounds = new List<Round>(plan.Rounds);
        for (int round = 0; round < plan.Rounds; round++)
        {
            // The order alternates within each side, too: one thread first, then two first.
            bool oneFirst = round % 2 == 0;
            rounds.Add(new Round(
                Scaling.Measure(_team, _ours, oursCalls, oneFirst),
                Scaling.Measure(_team, _control, controlCalls, oneFirst),
                Scaling.Measure(_team, _peer, peerCalls, oneFirst)));
        }

        return Judge(rounds);
    }

    private RowResult Judge(List<Round> rounds)
    {
        double share = Median.Of(rounds.Select(static round => round.Ours.Factor / round.Control.Factor));
        double peerShare = Median.Of(rounds.Select(static round => round.Peer.Factor / round.Control.Factor));
        double ours = Median.Of(rounds.Select(static round => round.Ours.Factor));
        double peer = Median.Of(rounds.Select(static round => round.Peer.Factor));
        double control = Median.Of(rounds.Select(static round => round.Control.Factor));
        return new RowResult(
            this,
            Median.Of(rounds.Select(static round => round.Ours.TwoThreads)),
            Median.Of(rounds.Select(static round => round.Peer.TwoThreads)),
            share,
            null,
            null,
            Bar.IsNone || (control >= LeastOfControl && Bar.Admits(share, null)),
            string.Create(
                CultureInfo.InvariantCulture,
                $"two ÷ one: ours {ours:0.00}, Polly {peer:0.00} (share {peerShare:0.00}), control {control:0.00}")
            + (control < LeastOfControl ? "; no second core was free" : string.Empty));
    }

    private readonly record struct Round(Scaling Ours, Scaling Control, Scaling Peer);
}
