namespace Resilience.Pipelines.Races;

/// <summary>
/// Every order in which attempts can end, time can pass and the caller can go, for races of up to four attempts: the race ends exactly once,
/// with the right attempt, and starts nothing that it should not.
/// </summary>
public sealed class RaceScoreTests
{
    private static readonly AttemptEnd[] _ends = Enum.GetValues<AttemptEnd>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_order_of_events_leads_to_exactly_one_end(int most)
    {
        var explorer = new Explorer(most);
        explorer.Explore();

        explorer.Ended.Should().BeTrue();
        explorer.Visited.Should().BeGreaterThanOrEqualTo(most == 1 ? 2 : 10);
        explorer.MostStarted.Should().Be(most);
    }

    /// <summary>Follows every event from every state that it has not seen.</summary>
    private sealed class Explorer(int most)
    {
        private readonly HashSet<State> _seen = [];
        private readonly Stack<State> _open = new();

        public int Visited => _seen.Count;

        public bool Ended { get; private set; }

        public int MostStarted { get; private set; } = 1;

        public void Explore()
        {
            Push(new State(new RaceScore(most), Running: 1, IsClosed: false, IsCutOff: false));
            while (_open.TryPop(out State? state))
            {
                Push(state with { IsCutOff = true });
                TimePasses(state);
                for (int attempt = 0; attempt < state.Score.Started; attempt++)
                {
                    foreach (AttemptEnd end in _ends)
                    {
                        if ((state.Running & (1 << attempt)) != 0 && (attempt > 0 || end != AttemptEnd.NotMade))
                            Ends(state, attempt, end);
                    }
                }
            }
        }

        private void TimePasses(State state)
        {
            RaceStep step = state.Score.TimeIsUp(state.IsCutOff);
            step.Should().Be(MayStart(state) ? RaceStep.Start : RaceStep.Wait);
            if (step == RaceStep.Start)
                PushStarted(state);
        }

        private void Ends(State before, int attempt, AttemptEnd end)
        {
            RaceScore score = before.Score;
            RaceStep step = score.Ended(end, before.IsCutOff);
            State after = before with
            {
                Score = score,
                Running = before.Running & ~(1 << attempt),
                IsClosed = before.IsClosed || end is AttemptEnd.Refused or AttemptEnd.NotMade,
            };
            RaceStep expected = end switch
            {
                AttemptEnd.Accepted or AttemptEnd.Final => RaceStep.EndWithThis,
                AttemptEnd.Failed when before.IsCutOff => RaceStep.EndWithThis,
                AttemptEnd.Failed when MayStart(before) => RaceStep.Start,
                _ => after.Running == 0 ? RaceStep.EndWithFirst : RaceStep.Wait,
            };
            step.Should().Be(expected);
            if (step is RaceStep.Start or RaceStep.Wait)
                score.IsOpen.Should().Be(!after.IsClosed && score.Started < most);
            switch (step)
            {
                case RaceStep.Start:
                    PushStarted(after);
                    break;
                case RaceStep.Wait:
                    after.Running.Should().NotBe(0, "a race that waits must have something to wait for");
                    Push(after);
                    break;
                default:
                    Ended = true;
                    break;
            }
        }

        private bool MayStart(State state) => !state.IsClosed && !state.IsCutOff && state.Score.Started < most;

        private void PushStarted(State state)
        {
            RaceScore score = state.Score;
            score.Start();
            score.Started.Should().BeLessThanOrEqualTo(most);
            MostStarted = Math.Max(MostStarted, score.Started);
            Push(state with { Score = score, Running = state.Running | (1 << (score.Started - 1)) });
        }

        private void Push(State state)
        {
            if (_seen.Add(state))
                _open.Push(state);
        }
    }

    private sealed record State(RaceScore Score, int Running, bool IsClosed, bool IsCutOff);
}
