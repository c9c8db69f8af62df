using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Health.Modes;

/// <summary>Against a model that looks at every second.</summary>
public sealed class OperationModeModelTests
{
    private const int RaiseAfter = 3;
    private const int LowerAfter = 7;

    private enum Kind
    {
        Mark,
        Unmark,
        Wait,
        Override,
        Clear,
    }

    private static readonly Gen<(Kind Kind, int Component, int Value)> _steps =
        Gen.Select(Gen.Int[0, 4].Select(static kind => (Kind)kind), Gen.Int[0, 2], Gen.Int[0, 9]);

    [Fact]
    public void Behaves_as_its_model() => _steps.List[1, 80].Sample(static steps =>
    {
        var clock = new FakeTimeProvider();
        using var control = new OperationModeControl(new()
        {
            TimeProvider = clock,
            RaiseAfter = TimeSpan.FromSeconds(RaiseAfter),
            LowerAfter = TimeSpan.FromSeconds(LowerAfter),
        });
        var model = new Model();
        foreach ((Kind kind, int component, int value) in steps)
        {
            switch (kind)
            {
                case Kind.Mark:
                    control.MarkDegraded($"{component}", "down", (ComponentSeverity)(value % 3));
                    model.Marks[component] = value % 3;
                    break;
                case Kind.Unmark:
                    Assert.Equal(model.Marks.Remove(component), control.MarkNormal($"{component}"));
                    break;
                case Kind.Wait:
                    for (int second = 0; second < value; second++)
                    {
                        clock.Advance(TimeSpan.FromSeconds(1));
                        model.Tick();
                    }

                    break;
                case Kind.Override:
                    control.Override((OperationMode)(value % 3), "ops", "drill", value > 4 ? TimeSpan.FromSeconds(value) : null);
                    (model.Held, model.Left) = (value % 3, value > 4 ? value : int.MaxValue);
                    break;
                default:
                    Assert.Equal(model.Clear(), control.ClearOverride());
                    break;
            }

            model.Look();
            Assert.Equal(model.Mode, (int)control.Mode);
        }
    });

    private sealed class Model
    {
        private int _direction;
        private int _waited;

        public Dictionary<int, int> Marks { get; } = [];

        public int? Held { get; set; }

        public int Left { get; set; }

        public int Mode { get; private set; }

        private int Wanted => Marks.Count == 0 ? 0 : Marks.Values.Max();

        public bool Clear()
        {
            if (Held is null)
                return false;
            Held = null;
            (Mode, _direction, _waited) = (Wanted, 0, 0);
            return true;
        }

        public void Tick()
        {
            if (Held is not null && Left != int.MaxValue && --Left == 0)
                Clear();
            _waited++;
            Look();
        }

        public void Look()
        {
            if (Held is { } held)
            {
                (Mode, _direction, _waited) = (held, 0, 0);
                return;
            }

            int direction = Math.Sign(Wanted - Mode);
            if (direction != _direction)
                (_direction, _waited) = (direction, 0);
            if (direction > 0 && _waited >= RaiseAfter || direction < 0 && _waited >= LowerAfter)
                (Mode, _direction, _waited) = (Wanted, 0, 0);
        }
    }
}
