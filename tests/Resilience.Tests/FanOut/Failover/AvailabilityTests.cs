using CsCheck;

namespace Resilience.FanOut.Failover;

/// <summary>Against a model that keeps every call since the last change and counts them anew each time.</summary>
public sealed class AvailabilityTests
{
    private const long Recovery = 10;
    private const long MaxRecovery = 35;

    private enum Move
    {
        Succeed,
        Fail,
        Pass,
        Wait,
        Reset,
    }

    [Fact]
    public void Behaves_as_its_model() => Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 9].List[1, 100]).Sample(static (leave, comeBack, moves) =>
    {
        var availability = new Availability(leave, comeBack, Recovery, MaxRecovery);
        long now = 0;
        bool isUp = true;
        int trialsFailed = 0;
        long restsUntil = 0;
        List<bool> calls = [];
        foreach (int number in moves)
        {
            Move move = number < 5 ? (Move)number : number % 2 == 0 ? Move.Fail : Move.Wait;
            if (move is Move.Wait)
            {
                now += 7;
                continue;
            }

            if (move is Move.Reset)
            {
                Assert.Equal(!isUp, availability.Reset());
                (isUp, trialsFailed) = (true, 0);
                calls.Clear();
                continue;
            }

            Assert.Equal(isUp, availability.IsAvailable);
            bool isTrial = availability.TryBeginTrial(now);
            Assert.Equal(!isUp && now >= restsUntil, isTrial);
            if (!isUp && !isTrial)
            {
                Assert.Equal(restsUntil - now, availability.RestLeft(now));
                continue;
            }

            Assert.False(availability.TryBeginTrial(now));
            if (move is Move.Pass)
            {
                availability.Passed(isTrial);
                continue;
            }

            calls.Add(move is Move.Succeed);
            if (move is Move.Succeed)
            {
                bool returns = !isUp && calls.Count >= comeBack && calls.TakeLast(comeBack).All(static good => good);
                Assert.Equal(returns, availability.Succeeded(isTrial));
                if (returns)
                {
                    isUp = true;
                    calls.Clear();
                }
            }
            else
            {
                bool leaves = isUp && calls.Count >= leave && calls.TakeLast(leave).All(static good => !good);
                Assert.Equal(leaves, availability.Failed(isTrial, now));
                trialsFailed = leaves ? 0 : isUp ? trialsFailed : trialsFailed + 1;
                if (leaves || !isUp)
                    restsUntil = now + Math.Min(MaxRecovery, Recovery << trialsFailed);
                if (leaves)
                    calls.Clear();
                isUp &= !leaves;
            }
        }
    });
}
