using System.Globalization;

namespace Resilience.Benchmarks.Gate;

/// <summary>Our time per call over the peer's.</summary>
internal sealed class RatioRow : GateRow
{
    private readonly Contender _ours;
    private readonly Contender _peer;
    private readonly Contender? _control;

    /// <param name="name">What is called.</param>
    /// <param name="bar">What has to be reached.</param>
    /// <param name="ours">Our side.</param>
    /// <param name="peer">Polly's side.</param>
    /// <param name="control">A direct call, whose bytes are taken off both sides' bytes; null if it allocates nothing.</param>
    public RatioRow(string name, Bar bar, Contender ours, Contender peer, Contender? control = null)
        : base(name, bar)
    {
        _ours = ours;
        _peer = peer;
        _control = control;
        Contenders = control is null ? [ours, peer] : [ours, peer, control];
    }

    protected override IReadOnlyList<Contender> Contenders { get; }

    protected override void WarmOnce(int calls)
    {
        foreach (Contender contender in Contenders)
        {
            contender.WarmUp(calls);
        }
    }

    protected override RowResult MeasureRounds(Plan plan)
    {
        int oursCalls = _ours.CallsIn(plan.Batch);
        int peerCalls = _peer.CallsIn(plan.Batch);
        int controlCalls = _control?.CallsIn(plan.Batch) ?? 0;
        Series ours = new(), peer = new(), control = new();
        for (int round = 0; round < plan.Rounds; round++)
        {
            if (round % 2 == 0)
            {
                ours.Add(_ours.Run(oursCalls));
                peer.Add(_peer.Run(peerCalls));
            }
            else
            {
                peer.Add(_peer.Run(peerCalls));
                ours.Add(_ours.Run(oursCalls));
            }

            if (_control is not null)
            {
                control.Add(_control.Run(controlCalls));
            }
        }

        return Judge(ours, peer, _control is null ? null : control);
    }

    private RowResult Judge(Series ours, Series peer, Series? control)
    {
        double ratio = ours.RatioTo(peer);
        long directBytes = control?.BytesPerCall ?? 0;
        long oursBytes = ours.BytesPerCall - directBytes;
        string? fault = _ours.Fault ?? _peer.Fault;
        bool leaks = control is null && oursBytes == 0 && !ours.IsFreeOfAllocations;
        return new RowResult(
            this,
            ours.NanosecondsPerCall,
            peer.NanosecondsPerCall,
            ratio,
            oursBytes,
            peer.BytesPerCall - directBytes,
            Bar.IsNone || (fault is null && !leaks && Bar.Admits(ratio, oursBytes)),
            string.Join("; ", Notes(leaks, control, fault)));
    }

    private IEnumerable<string> Notes(bool leaks, Series? control, string? fault)
    {
        if (leaks)
        {
            yield return "allocates, though less than a byte per call";
        }

        if (control is not null)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"bytes over a direct call, {control.NanosecondsPerCall:0} ns, {control.BytesPerCall} B");
        }

        foreach (string? remark in (string?[])[_ours.Remark, _peer.Remark, fault])
        {
            if (remark is not null)
            {
                yield return remark;
            }
        }
    }
}
