System.Console.WriteLine("gate");
